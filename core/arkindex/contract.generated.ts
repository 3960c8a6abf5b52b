// Generated from the bundled server's OpenAPI document by "npm run generate". Do not edit.

export interface paths {
    "/api/v1/corpus/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all the corpora that you may see
         * @description Any user.
         */
        get: operations["ListCorpus"];
        put?: never;
        /**
         * Create a corpus
         * @description Any user.
         */
        post: operations["CreateCorpus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corpus/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a corpus
         * @description Needs guest access to the corpus.
         */
        get: operations["RetrieveCorpus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corpus/{id}/datasets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the datasets of a corpus
         * @description Needs guest access to the corpus.
         */
        get: operations["ListCorpusDatasets"];
        put?: never;
        /**
         * Create a dataset
         * @description Needs contributor access to the corpus.
         */
        post: operations["CreateDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corpus/{id}/versions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the worker versions that the processes of a corpus use, the newest first
         * @description Needs guest access to the corpus.
         */
        get: operations["ListCorpusWorkerVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a dataset
         * @description Needs guest access to the corpus.
         */
        get: operations["RetrieveDataset"];
        /**
         * Update a dataset
         * @description Needs contributor access to the corpus.
         */
        put: operations["UpdateDataset"];
        post?: never;
        /**
         * Delete a dataset
         * @description Needs admin access to the corpus.
         */
        delete: operations["DestroyDataset"];
        options?: never;
        head?: never;
        /**
         * Update a part of a dataset
         * @description Needs contributor access to the corpus.
         */
        patch: operations["PartialUpdateDataset"];
        trace?: never;
    };
    "/api/v1/datasets/{id}/elements/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the elements of a dataset, set by set
         * @description Needs guest access to the corpus.
         */
        get: operations["ListDatasetElements"];
        put?: never;
        /**
         * Add an element to a set of a dataset
         * @description Needs contributor access to the corpus.
         */
        post: operations["CreateDatasetElement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/farms/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the farms that you may use
         * @description Any user.
         */
        get: operations["ListFarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a model
         * @description Needs guest access to the model.
         */
        get: operations["RetrieveModel"];
        /**
         * Update a model
         * @description Needs admin access to the model.
         */
        put: operations["UpdateModel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a part of a model
         * @description Needs admin access to the model.
         */
        patch: operations["PartialUpdateModel"];
        trace?: never;
    };
    "/api/v1/model/{id}/versions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a model, the newest first
         * @description Needs guest access to the model.
         */
        get: operations["ListModelVersions"];
        put?: never;
        /**
         * Create a version of a model
         * @description PUT the archive to `s3_put_url`, then set the state to available with its size and MD5.
         *
         *     Needs contributor access to the model.
         */
        post: operations["CreateModelVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model/{model}/compatible-worker/{worker}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a model compatible with a worker
         * @description Needs contributor access to the model.
         */
        post: operations["CreateModelCompatibleWorker"];
        /**
         * Take the mark of a compatible worker off a model
         * @description Needs contributor access to the model.
         */
        delete: operations["DestroyModelCompatibleWorker"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the models that you may see
         * @description Any user.
         */
        get: operations["ListModels"];
        put?: never;
        /**
         * Create a model
         * @description A model of this name that you may see is answered with 400 and its `id`; one that you may not, with 403.
         *
         *     Any user.
         */
        post: operations["CreateModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/modelversion/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a model version
         * @description Needs guest access to the model.
         */
        get: operations["RetrieveModelVersion"];
        /**
         * Update a model version
         * @description Needs contributor access to the model.
         */
        put: operations["UpdateModelVersion"];
        post?: never;
        /**
         * Delete a model version and its archive
         * @description Needs contributor access to the model.
         */
        delete: operations["DestroyModelVersion"];
        options?: never;
        head?: never;
        /**
         * Update a part of a model version
         * @description Needs contributor access to the model.
         */
        patch: operations["PartialUpdateModelVersion"];
        trace?: never;
    };
    "/api/v1/modelversions/download/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the archive of a model version by the token of its `download_url`
         * @description No log-in is needed.
         */
        get: operations["DownloadModelVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the processes that you may see, the newest first
         * @description Any user.
         */
        get: operations["ListProcesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a process with its tasks
         * @description Needs guest access to the process.
         */
        get: operations["RetrieveProcess"];
        /**
         * Rename a process, or stop it
         * @description Needs admin access to the process.
         */
        put: operations["UpdateProcess"];
        post?: never;
        /**
         * Delete a process that is not running
         * @description Needs admin access to the process.
         */
        delete: operations["DestroyProcess"];
        options?: never;
        head?: never;
        /**
         * Rename a process, or stop it
         * @description Needs admin access to the process.
         */
        patch: operations["PartialUpdateProcess"];
        trace?: never;
    };
    "/api/v1/process/{id}/apply/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a process the worker runs of a template
         * @description Refuses with everything that keeps a worker run from being copied; then none is.
         *
         *     Needs guest access to the process.
         */
        post: operations["ApplyProcessTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{id}/datasets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the datasets of a process
         * @description Needs guest access to the process.
         */
        get: operations["ListProcessDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{id}/retry/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a process again that did not come to a good end
         * @description Needs admin access to the process.
         */
        post: operations["RetryProcess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{id}/sets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the dataset sets of a process
         * @description Needs guest access to the process.
         */
        get: operations["ListProcessSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{id}/start/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a process
         * @description Needs admin access to the process.
         */
        post: operations["StartProcess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{id}/template/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the worker runs of a process as a template
         * @description The template is a process of the same corpus with copies of the worker runs: their versions, model versions, configurations and order.
         *
         *     Needs contributor access to the process.
         */
        post: operations["CreateProcessTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{id}/workers/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the worker runs of a process
         * @description Needs guest access to the process.
         */
        get: operations["ListWorkerRuns"];
        put?: never;
        /**
         * Add a worker to a process
         * @description Needs admin access to the process.
         */
        post: operations["CreateWorkerRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{process}/dataset/{dataset}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a dataset, with all of its sets, to a process
         * @description Needs admin access to the process.
         */
        post: operations["CreateProcessDataset"];
        /**
         * Take a dataset, with all of its sets, out of a process
         * @description Needs admin access to the process.
         */
        delete: operations["DestroyProcessDataset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{process}/set/{set}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a dataset set to a process
         * @description Needs admin access to the process.
         */
        post: operations["CreateProcessSet"];
        /**
         * Take a dataset set out of a process
         * @description Needs admin access to the process.
         */
        delete: operations["DestroyProcessSet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/corpus/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a process on elements or on datasets of a corpus
         * @description Any user.
         */
        post: operations["CreateProcess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/workers/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a worker run
         * @description Needs guest access to the process.
         */
        get: operations["RetrieveWorkerRun"];
        /**
         * Update a worker run of a process that has not been started
         * @description A model version or configuration that is left out is taken off.
         *
         *     Needs admin access to the process.
         */
        put: operations["UpdateWorkerRun"];
        post?: never;
        /**
         * Take a worker out of a process
         * @description Needs admin access to the process.
         */
        delete: operations["DestroyWorkerRun"];
        options?: never;
        head?: never;
        /**
         * Update a part of a worker run of a process that has not been started
         * @description Needs admin access to the process.
         */
        patch: operations["PartialUpdateWorkerRun"];
        trace?: never;
    };
    "/api/v1/task/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a task
         * @description Needs guest access to the process.
         */
        get: operations["RetrieveTask"];
        /**
         * Set the state of a task
         * @description The tasks that wait for it, and the state of its process, follow.
         *
         *     Needs admin access to the process.
         */
        put: operations["UpdateTask"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set the state of a task
         * @description The tasks that wait for it, and the state of its process, follow.
         *
         *     Needs admin access to the process.
         */
        patch: operations["PartialUpdateTask"];
        trace?: never;
    };
    "/api/v1/user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the user of the token
         * @description Any user.
         */
        get: operations["RetrieveUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/login/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in with an email address and a password
         * @description No log-in is needed.
         */
        post: operations["Login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/user/worker-runs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the worker runs of your local process, the newest first
         * @description Any user.
         */
        get: operations["ListUserWorkerRuns"];
        put?: never;
        /**
         * Add a worker version to your local process
         * @description There is one worker run for each version; a second is answered with 400 and the `id` of the first.
         *
         *     Any user.
         */
        post: operations["CreateUserWorkerRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the workers that you may see
         * @description Any user.
         */
        get: operations["ListWorkers"];
        put?: never;
        /**
         * Create a worker, or get the one of this slug and repository
         * @description A worker that exists is answered as it is: use PartialUpdateWorker to change it.
         *
         *     Any user.
         */
        post: operations["CreateWorker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a worker
         * @description Needs guest access to the worker.
         */
        get: operations["RetrieveWorker"];
        /**
         * Update a worker
         * @description Needs admin access to the worker.
         */
        put: operations["UpdateWorker"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a part of a worker
         * @description Needs admin access to the worker.
         */
        patch: operations["PartialUpdateWorker"];
        trace?: never;
    };
    "/api/v1/workers/{id}/configurations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the configurations of a worker
         * @description Needs guest access to the worker.
         */
        get: operations["ListWorkerConfigurations"];
        put?: never;
        /**
         * Create a configuration of a worker
         * @description The values must be those of options of the version, fit their types and choices, hold what is required and differ from the defaults.
         *
         *     Needs contributor access to the worker.
         */
        post: operations["CreateWorkerConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}/versions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a worker, the newest first
         * @description Needs guest access to the worker.
         */
        get: operations["ListWorkerVersions"];
        put?: never;
        /**
         * Create a version of a worker
         * @description A branch or tag that another version of the worker has is moved to this one. A version without `revision_url` gets the next number; a worker of a repository takes none without.
         *
         *     Needs admin access to the worker.
         */
        post: operations["CreateWorkerVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}/versions/import/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a version of a worker from its worker file
         * @description Needs admin access to the worker.
         */
        post: operations["ImportWorkerVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/configurations/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a worker configuration
         * @description Needs guest access to the worker.
         */
        get: operations["RetrieveWorkerConfiguration"];
        /**
         * Update a worker configuration
         * @description Needs contributor access to the worker.
         */
        put: operations["UpdateWorkerConfiguration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a part of a worker configuration
         * @description Needs contributor access to the worker.
         */
        patch: operations["PartialUpdateWorkerConfiguration"];
        trace?: never;
    };
    "/api/v1/workers/runs/{id}/configuration/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve the resolved configuration of a worker run
         * @description Every option with its value: that of the configuration, else of the model version, else the default, else null. 400 where the worker version is of the older format, whose workers put it together themselves.
         *
         *     Needs guest access to the process.
         */
        get: operations["RetrieveWorkerRunConfiguration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/types/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the types of workers
         * @description Any user.
         */
        get: operations["ListWorkerTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/versions/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a worker version
         * @description Needs guest access to the worker.
         */
        get: operations["RetrieveWorkerVersion"];
        /**
         * Update a worker version
         * @description A branch or tag that another version of the worker has is moved to this one.
         *
         *     Needs admin access to the worker.
         */
        put: operations["UpdateWorkerVersion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a part of a worker version
         * @description A branch or tag that another version of the worker has is moved to this one.
         *
         *     Needs admin access to the worker.
         */
        patch: operations["PartialUpdateWorkerVersion"];
        trace?: never;
    };
    "/api/v1/workers/versions/docker/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a worker version, and the worker and revision where they are missing, from a Docker image
         * @description A second publication of a commit adds its references to the version that exists.
         *
         *     Any user.
         */
        post: operations["CreateDockerWorkerVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Corpus: {
            /** Format: date-time */
            created: string;
            /** @description Markdown. */
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Whether every user may read it. */
            public: boolean;
            /** @description What you may do. */
            rights: ("read" | "write" | "admin")[];
            types: components["schemas"]["ElementType"][];
        };
        Dataset: {
            /** Format: uuid */
            corpus_id: string;
            /** Format: date-time */
            created: string;
            /** @description The email address of who made it. */
            creator: string;
            description: string;
            /** @description How many elements all the sets hold. */
            element_count: number;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description How many elements each set holds. */
            set_elements: components["schemas"]["DatasetSetCount"][];
            sets: components["schemas"]["DatasetSet"][];
            /** @enum {string} */
            state: "open" | "building" | "complete" | "error";
            /**
             * Format: uuid
             * @description The task that built its archive.
             */
            task_id: string | null;
            /** @description Whether an element may be in one set only. */
            unique_elements: boolean;
            /** Format: date-time */
            updated: string;
        };
        DatasetElement: {
            element: components["schemas"]["Element"];
            /** @example training */
            set: string;
        };
        DatasetSet: {
            /** Format: uuid */
            id: string;
            /** @example training */
            name: string;
        };
        DatasetSetCount: {
            count: number;
            /** @example training */
            set: string;
        };
        /**
         * @example {
         *       "detail": "Not found."
         *     }
         */
        Detail: {
            detail: string;
        };
        Element: {
            confidence: number | null;
            corpus: components["schemas"]["ElementCorpus"];
            /** Format: date-time */
            created: string;
            has_children: boolean;
            /** Format: uuid */
            id: string;
            mirrored: boolean;
            name: string;
            /** @description Degrees. */
            rotation_angle: number;
            transcriptions: components["schemas"]["ElementTranscription"][];
            /** @description The slug of its type. */
            type: string;
            /** @description Where it is on its image. */
            zone: Record<string, unknown> | null;
        };
        ElementCorpus: {
            /** Format: uuid */
            id: string;
        };
        ElementTranscription: {
            confidence: number | null;
            /** Format: uuid */
            id: string;
            orientation: string;
            text: string;
        };
        ElementType: {
            /** @description RGB in hexadecimal. */
            color: string;
            display_name: string;
            folder: boolean;
            /** Format: uuid */
            id: string;
            slug: string;
        };
        Farm: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        Features: {
            /** @description Whether corpora can be searched. */
            search: boolean;
            /** @description Whether elements can be selected. */
            selection: boolean;
            /** @description Whether users may register themselves. */
            signup: boolean;
            /** @description Whether activities of workers are recorded. */
            workers_activity: boolean;
        };
        Model: {
            /** @description Whether it is closed to new versions. */
            archived: boolean;
            /** @description The workers that it is marked compatible with. */
            compatible_workers: string[];
            /** Format: date-time */
            created: string;
            /** @description Markdown. */
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Whether every user may use its tagged versions. */
            public: boolean;
            /** Format: date-time */
            updated: string;
        };
        ModelCompatibleWorker: {
            /** Format: uuid */
            model: string;
            /** Format: uuid */
            worker: string;
        };
        ModelReference: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        ModelVersion: {
            /** @description MD5 of the archive. */
            archive_hash: string | null;
            /** @description What is given to every worker that uses it. */
            configuration: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created: string;
            /** @description Markdown. */
            description: string;
            /**
             * Format: uri
             * @description A link that does not expire and needs no token, as for tasks; null where `s3_url` is.
             */
            download_url: string | null;
            hash: string | null;
            /** Format: uuid */
            id: string;
            model: components["schemas"]["ModelReference"];
            /** Format: uuid */
            model_id: string;
            /**
             * Format: uuid
             * @description The version that it was made from.
             */
            parent: string | null;
            s3_etag: string | null;
            /**
             * Format: uri
             * @description Where the archive is to be PUT (application/zstd) within an hour; null once it is available, or where you may not.
             */
            s3_put_url: string | null;
            /**
             * Format: uri
             * @description Where the archive may be fetched for an hour; null until the version is available, for guests also where it has no tag.
             */
            s3_url: string | null;
            /** @description Bytes of the archive. */
            size: number | null;
            /** @enum {string} */
            state: "created" | "available" | "error";
            tag: string | null;
            /** Format: date-time */
            updated: string;
        };
        PageDataset: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["Dataset"][];
        };
        PageDatasetElement: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["DatasetElement"][];
        };
        PageFarm: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["Farm"][];
        };
        PageModel: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["Model"][];
        };
        PageModelVersion: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["ModelVersion"][];
        };
        PageProcess: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["Process"][];
        };
        PageProcessDataset: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["ProcessDataset"][];
        };
        PageProcessSet: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["ProcessSet"][];
        };
        PageWorker: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["Worker"][];
        };
        PageWorkerConfiguration: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["WorkerConfiguration"][];
        };
        PageWorkerRun: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["WorkerRun"][];
        };
        PageWorkerType: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["WorkerType"][];
        };
        PageWorkerVersion: {
            /** @description How many results there are on all pages. */
            count: number;
            /**
             * Format: uri
             * @description The next page; null on the last.
             */
            next: string | null;
            /** @description The number of this page. */
            number: number;
            /**
             * Format: uri
             * @description The page before, if there is one.
             */
            previous: string | null;
            results: components["schemas"]["WorkerVersion"][];
        };
        /**
         * @description Lists of messages by the name of the field; `non_field_errors` and `__all__` hold those of no field.
         * @example {
         *       "name": [
         *         "This field is required."
         *       ]
         *     }
         */
        Problems: {
            [key: string]: unknown;
        };
        Process: {
            /** @enum {string} */
            activity_state: "disabled" | "pending" | "ready" | "error";
            chunks: number;
            /**
             * Format: uuid
             * @description Null for a local process.
             */
            corpus: string | null;
            /** Format: date-time */
            created: string;
            /** @description The email address of who made it. */
            creator: string;
            farm: {
                /** Format: uuid */
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            finished: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            mode: "workers" | "dataset" | "template" | "local";
            name: string;
            /** Format: date-time */
            started: string | null;
            /**
             * @description The sum of the states of its tasks.
             * @enum {string}
             */
            state: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
            tasks: components["schemas"]["Task"][];
            thumbnails: boolean;
            /** Format: date-time */
            updated: string;
            use_cache: boolean;
            use_gpu: boolean;
        };
        ProcessDataset: {
            dataset: components["schemas"]["Dataset"];
            /**
             * Format: uuid
             * @description The id of the dataset.
             */
            id: string;
            /** @description The names of its sets that the process takes. */
            sets: string[];
        };
        ProcessSet: {
            dataset: components["schemas"]["Dataset"];
            /** Format: uuid */
            id: string;
            /** @description The name of the set. */
            set_name: string;
        };
        ResolvedConfiguration: {
            configuration: components["schemas"]["ResolvedOption"][];
        };
        ResolvedOption: {
            /** @description The key of the option; that of the child of a group is `group.child`. */
            key: string;
            /** @description Whether the value names a secret. */
            secret: boolean;
            /** @description Its value; for a secret, the name of the secret. */
            value: unknown;
        };
        Task: {
            chunk: number | null;
            /** Format: date-time */
            created: string;
            /** @description How many tasks come before it, at most. */
            depth: number;
            /** Format: uuid */
            id: string;
            image: string | null;
            /** @description The tasks that must be completed before it. */
            parents: string[];
            /** Format: uuid */
            process_id: string;
            /** @description Counts the retries of the process, from 0. */
            run: number;
            slug: string;
            /** @enum {string} */
            state: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
            /** Format: date-time */
            updated: string;
            /** Format: uuid */
            worker_run_id: string | null;
        };
        User: {
            /** @description The token for `Authorization: Token ...`. */
            auth_token: string;
            display_name: string;
            /** Format: email */
            email: string;
            features: components["schemas"]["Features"];
            /** Format: uuid */
            id: string;
            /** @description Whether the user is an administrator of the instance. */
            is_admin: boolean;
        };
        Worker: {
            /** @description Whether it is closed to new use. */
            archived: boolean;
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Whether every user may use it. */
            public: boolean;
            /**
             * Format: uri
             * @description The repository that it is published from.
             */
            repository_url: string | null;
            /** @example recognizer */
            slug: string;
            /** @description The slug of its type. */
            type: string;
        };
        WorkerConfiguration: {
            /** @description Whether it is closed to new use. */
            archived: boolean;
            /** @description Values of the options, by their keys. */
            configuration: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: uuid
             * @description The worker that it is for.
             */
            worker_id: string;
        };
        WorkerRun: {
            configuration: {
                /** @description Whether it is closed to new use. */
                archived: boolean;
                /** @description Values of the options, by their keys. */
                configuration: {
                    [key: string]: unknown;
                };
                /** Format: uuid */
                id: string;
                name: string;
                /**
                 * Format: uuid
                 * @description The worker that it is for.
                 */
                worker_id: string;
            } | null;
            /** Format: uuid */
            id: string;
            model_version: {
                configuration: {
                    [key: string]: unknown;
                };
                /** Format: uuid */
                id: string;
                model: components["schemas"]["ModelReference"];
                tag: string | null;
            } | null;
            /** @description The worker runs of the process that come before it. */
            parents: string[];
            process: components["schemas"]["WorkerRunProcess"];
            /** @description Worker, model and configuration in one line. */
            summary: string;
            worker_version: components["schemas"]["WorkerVersion"];
        };
        WorkerRunProcess: {
            /** @enum {string} */
            activity_state: "disabled" | "pending" | "ready" | "error";
            /**
             * Format: uuid
             * @description Null for a local process.
             */
            corpus: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            mode: "workers" | "dataset" | "template" | "local";
            name: string;
            /** @enum {string} */
            state: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
            use_cache: boolean;
        };
        WorkerType: {
            display_name: string;
            /** Format: uuid */
            id: string;
            slug: string;
        };
        WorkerVersion: {
            /** @example v1.0.0 */
            branch: string | null;
            /** @description What the worker YAML said, apart from the attributes that have a field of their own. */
            configuration: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created: string;
            /**
             * @description The Docker image, by tag or digest.
             * @example registry.example.com/workers/recognizer:v1.0.0
             */
            docker_image_iid: string | null;
            /** @enum {string|null} */
            feature: "init_elements" | "file_import" | "s3_ingest" | "pdf_export" | "pagexml_export" | "docx_export" | "csv_export" | "thumbnails_generator" | "dataset_extractor" | null;
            /** @enum {string} */
            gpu_usage: "disabled" | "supported" | "required";
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            model_usage: "disabled" | "supported" | "required";
            revision: {
                author: string;
                /**
                 * Format: uri
                 * @description The commit that it was built from.
                 */
                commit_url: string | null;
                hash: string;
                message: string;
                /** @description The first line of the message. */
                name: string;
            } | null;
            /**
             * Format: uri
             * @description The commit that it was built from.
             */
            revision_url: string | null;
            /** @enum {string} */
            state: "created" | "processing" | "available" | "error";
            /** @example v1.0.0 */
            tag: string | null;
            /** Format: date-time */
            updated: string;
            /** @description The number of a version that belongs to no commit. */
            version: number | null;
            worker: components["schemas"]["Worker"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListCorpus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The corpora */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "description": "text",
                     *         "public": false,
                     *         "rights": [
                     *           "read"
                     *         ],
                     *         "types": [
                     *           {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "slug": "text",
                     *             "display_name": "text",
                     *             "folder": false,
                     *             "color": "text"
                     *           }
                     *         ],
                     *         "created": "2026-11-21T09:30:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Corpus"][];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateCorpus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Letters",
                 *       "description": "text",
                 *       "public": false
                 *     }
                 */
                "application/json": {
                    description?: string;
                    /** @example Letters */
                    name: string;
                    public?: boolean;
                };
            };
        };
        responses: {
            /** @description The corpus was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "public": false,
                     *       "rights": [
                     *         "read"
                     *       ],
                     *       "types": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "slug": "text",
                     *           "display_name": "text",
                     *           "folder": false,
                     *           "color": "text"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Corpus"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveCorpus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the corpus. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The corpus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "public": false,
                     *       "rights": [
                     *         "read"
                     *       ],
                     *       "types": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "slug": "text",
                     *           "display_name": "text",
                     *           "folder": false,
                     *           "color": "text"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Corpus"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListCorpusDatasets: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the corpus. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of datasets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "description": "text",
                     *           "sets": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "name": "training"
                     *             }
                     *           ],
                     *           "set_elements": [
                     *             {
                     *               "set": "training",
                     *               "count": 0
                     *             }
                     *           ],
                     *           "element_count": 0,
                     *           "state": "open",
                     *           "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "creator": "text",
                     *           "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "unique_elements": false,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageDataset"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the corpus. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Letters 2026",
                 *       "description": "text",
                 *       "set_names": [
                 *         "training"
                 *       ],
                 *       "sets": [
                 *         "training"
                 *       ],
                 *       "unique_elements": false
                 *     }
                 */
                "application/json": {
                    description: string;
                    /** @example Letters 2026 */
                    name: string;
                    set_names?: string[];
                    /** @description As `set_names`, by its older name. */
                    sets?: string[];
                    /** @description Whether an element may be in one set only; true by default. */
                    unique_elements?: boolean;
                };
            };
        };
        responses: {
            /** @description The dataset was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "sets": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "training"
                     *         }
                     *       ],
                     *       "set_elements": [
                     *         {
                     *           "set": "training",
                     *           "count": 0
                     *         }
                     *       ],
                     *       "element_count": 0,
                     *       "state": "open",
                     *       "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "unique_elements": false,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListCorpusWorkerVersions: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the corpus. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "type": "text",
                     *             "slug": "recognizer",
                     *             "description": "text",
                     *             "repository_url": "https://git.example.com/workers/recognizer",
                     *             "public": false,
                     *             "archived": false
                     *           },
                     *           "configuration": {},
                     *           "revision_url": "https://git.example.com/workers/recognizer",
                     *           "revision": {
                     *             "hash": "text",
                     *             "name": "text",
                     *             "message": "text",
                     *             "author": "text",
                     *             "commit_url": "https://git.example.com/workers/recognizer"
                     *           },
                     *           "version": 1,
                     *           "tag": "v1.0.0",
                     *           "branch": "v1.0.0",
                     *           "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *           "state": "created",
                     *           "gpu_usage": "disabled",
                     *           "model_usage": "disabled",
                     *           "feature": "init_elements",
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dataset */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "sets": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "training"
                     *         }
                     *       ],
                     *       "set_elements": [
                     *         {
                     *           "set": "training",
                     *           "count": 0
                     *         }
                     *       ],
                     *       "element_count": 0,
                     *       "state": "open",
                     *       "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "unique_elements": false,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Letters 2026",
                 *       "description": "text",
                 *       "state": "open",
                 *       "unique_elements": false
                 *     }
                 */
                "application/json": {
                    description?: string;
                    /** @example Letters 2026 */
                    name: string;
                    /** @enum {string} */
                    state?: "open" | "building" | "complete" | "error";
                    unique_elements?: boolean;
                };
            };
        };
        responses: {
            /** @description The dataset */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "sets": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "training"
                     *         }
                     *       ],
                     *       "set_elements": [
                     *         {
                     *           "set": "training",
                     *           "count": 0
                     *         }
                     *       ],
                     *       "element_count": 0,
                     *       "state": "open",
                     *       "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "unique_elements": false,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    DestroyDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dataset is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Letters 2026",
                 *       "description": "text",
                 *       "state": "open",
                 *       "unique_elements": false
                 *     }
                 */
                "application/json": {
                    description?: string;
                    /** @example Letters 2026 */
                    name?: string;
                    /** @enum {string} */
                    state?: "open" | "building" | "complete" | "error";
                    unique_elements?: boolean;
                };
            };
        };
        responses: {
            /** @description The dataset */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "sets": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "training"
                     *         }
                     *       ],
                     *       "set_elements": [
                     *         {
                     *           "set": "training",
                     *           "count": 0
                     *         }
                     *       ],
                     *       "element_count": 0,
                     *       "state": "open",
                     *       "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "unique_elements": false,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListDatasetElements: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description The name of one set. */
                set?: string;
                /** @description Taken from clients that ask for the count, which is always there. */
                with_count?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the dataset. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of elements */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "set": "training",
                     *           "element": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "type": "text",
                     *             "name": "text",
                     *             "corpus": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *             },
                     *             "zone": {},
                     *             "rotation_angle": 1,
                     *             "mirrored": false,
                     *             "confidence": 1,
                     *             "created": "2026-11-21T09:30:00.000Z",
                     *             "has_children": false,
                     *             "transcriptions": [
                     *               {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "text": "text",
                     *                 "confidence": 1,
                     *                 "orientation": "text"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageDatasetElement"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateDatasetElement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "set": "training",
                 *       "element_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description An element of the same corpus.
                     */
                    element_id: string;
                    /** @example training */
                    set: string;
                };
            };
        };
        responses: {
            /** @description The element was added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "set": "training",
                     *       "element": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "type": "text",
                     *         "name": "text",
                     *         "corpus": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *         },
                     *         "zone": {},
                     *         "rotation_angle": 1,
                     *         "mirrored": false,
                     *         "confidence": 1,
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "has_children": false,
                     *         "transcriptions": [
                     *           {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "text": "text",
                     *             "confidence": 1,
                     *             "orientation": "text"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DatasetElement"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListFarms: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of farms */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageFarm"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "public": false,
                     *       "archived": false,
                     *       "compatible_workers": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Generic handwriting",
                 *       "description": "text",
                 *       "public": false,
                 *       "archived": false,
                 *       "compatible_workers": [
                 *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Whether it is closed to new versions. */
                    archived?: boolean;
                    /** @description All the workers that it is compatible with. */
                    compatible_workers?: string[];
                    /** @description Markdown. */
                    description?: string;
                    /** @example Generic handwriting */
                    name: string;
                    /** @description Whether every user may use its tagged versions. */
                    public?: boolean;
                };
            };
        };
        responses: {
            /** @description The model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "public": false,
                     *       "archived": false,
                     *       "compatible_workers": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Generic handwriting",
                 *       "description": "text",
                 *       "public": false,
                 *       "archived": false,
                 *       "compatible_workers": [
                 *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description Whether it is closed to new versions. */
                    archived?: boolean;
                    /** @description All the workers that it is compatible with. */
                    compatible_workers?: string[];
                    /** @description Markdown. */
                    description?: string;
                    /** @example Generic handwriting */
                    name?: string;
                    /** @description Whether every user may use its tagged versions. */
                    public?: boolean;
                };
            };
        };
        responses: {
            /** @description The model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "public": false,
                     *       "archived": false,
                     *       "compatible_workers": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListModelVersions: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the model. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "model": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text"
                     *           },
                     *           "tag": "text",
                     *           "description": "text",
                     *           "configuration": {},
                     *           "state": "created",
                     *           "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "size": 0,
                     *           "hash": "text",
                     *           "archive_hash": "9e107d9d372bb6826bd81d3542a419d6",
                     *           "s3_etag": "text",
                     *           "s3_url": "https://git.example.com/workers/recognizer",
                     *           "s3_put_url": "https://git.example.com/workers/recognizer",
                     *           "download_url": "https://git.example.com/workers/recognizer",
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageModelVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "tag": "v1.0.0",
                 *       "description": "text",
                 *       "configuration": {
                 *         "height": 128
                 *       },
                 *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What is given to every worker that uses it.
                     * @example {
                     *       "height": 128
                     *     }
                     */
                    configuration?: {
                        [key: string]: unknown;
                    };
                    /** @description Markdown. */
                    description?: string | null;
                    /**
                     * Format: uuid
                     * @description The version that it was made from.
                     */
                    parent?: string | null;
                    /** @example v1.0.0 */
                    tag?: string | null;
                };
            };
        };
        responses: {
            /** @description The version was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "tag": "text",
                     *       "description": "text",
                     *       "configuration": {},
                     *       "state": "created",
                     *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "size": 0,
                     *       "hash": "text",
                     *       "archive_hash": "9e107d9d372bb6826bd81d3542a419d6",
                     *       "s3_etag": "text",
                     *       "s3_url": "https://git.example.com/workers/recognizer",
                     *       "s3_put_url": "https://git.example.com/workers/recognizer",
                     *       "download_url": "https://git.example.com/workers/recognizer",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateModelCompatibleWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model. */
                model: string;
                /** @description The id of the worker. */
                worker: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pair is marked */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "model": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelCompatibleWorker"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    DestroyModelCompatibleWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model. */
                model: string;
                /** @description The id of the worker. */
                worker: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pair is not marked any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListModels: {
        parameters: {
            query?: {
                /** @description True lists archived models, and only them; false, and by default, the others. */
                archived?: boolean;
                /** @description Only models that are marked compatible with this worker. */
                compatible_worker?: string;
                /** @description Part of the name, in any case. */
                name?: string;
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of models */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "description": "text",
                     *           "public": false,
                     *           "archived": false,
                     *           "compatible_workers": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageModel"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Generic handwriting",
                 *       "description": "text",
                 *       "public": false
                 *     }
                 */
                "application/json": {
                    /** @description Markdown. */
                    description?: string;
                    /** @example Generic handwriting */
                    name: string;
                    public?: boolean;
                };
            };
        };
        responses: {
            /** @description The model was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "description": "text",
                     *       "public": false,
                     *       "archived": false,
                     *       "compatible_workers": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Model"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model version. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "tag": "text",
                     *       "description": "text",
                     *       "configuration": {},
                     *       "state": "created",
                     *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "size": 0,
                     *       "hash": "text",
                     *       "archive_hash": "9e107d9d372bb6826bd81d3542a419d6",
                     *       "s3_etag": "text",
                     *       "s3_url": "https://git.example.com/workers/recognizer",
                     *       "s3_put_url": "https://git.example.com/workers/recognizer",
                     *       "download_url": "https://git.example.com/workers/recognizer",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model version. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "created",
                 *       "tag": "v1.0.0",
                 *       "description": "text",
                 *       "configuration": {
                 *         "height": 128
                 *       },
                 *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "size": 0,
                 *       "hash": "text",
                 *       "archive_hash": "9e107d9d372bb6826bd81d3542a419d6"
                 *     }
                 */
                "application/json": {
                    /** @description MD5 of the archive. */
                    archive_hash?: string | null;
                    /**
                     * @description What is given to every worker that uses it.
                     * @example {
                     *       "height": 128
                     *     }
                     */
                    configuration?: {
                        [key: string]: unknown;
                    };
                    /** @description Markdown. */
                    description?: string | null;
                    /** @description Hash of the contents, as older clients send it. */
                    hash?: string | null;
                    /**
                     * Format: uuid
                     * @description The version that it was made from.
                     */
                    parent?: string | null;
                    /** @description Bytes of the archive. */
                    size?: number | null;
                    /** @enum {string} */
                    state: "created" | "available" | "error";
                    /** @example v1.0.0 */
                    tag?: string | null;
                };
            };
        };
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "tag": "text",
                     *       "description": "text",
                     *       "configuration": {},
                     *       "state": "created",
                     *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "size": 0,
                     *       "hash": "text",
                     *       "archive_hash": "9e107d9d372bb6826bd81d3542a419d6",
                     *       "s3_etag": "text",
                     *       "s3_url": "https://git.example.com/workers/recognizer",
                     *       "s3_put_url": "https://git.example.com/workers/recognizer",
                     *       "download_url": "https://git.example.com/workers/recognizer",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The same content is there already; its id stands under `id` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    DestroyModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model version. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateModelVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model version. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "created",
                 *       "tag": "v1.0.0",
                 *       "description": "text",
                 *       "configuration": {
                 *         "height": 128
                 *       },
                 *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "size": 0,
                 *       "hash": "text",
                 *       "archive_hash": "9e107d9d372bb6826bd81d3542a419d6"
                 *     }
                 */
                "application/json": {
                    /** @description MD5 of the archive. */
                    archive_hash?: string | null;
                    /**
                     * @description What is given to every worker that uses it.
                     * @example {
                     *       "height": 128
                     *     }
                     */
                    configuration?: {
                        [key: string]: unknown;
                    };
                    /** @description Markdown. */
                    description?: string | null;
                    /** @description Hash of the contents, as older clients send it. */
                    hash?: string | null;
                    /**
                     * Format: uuid
                     * @description The version that it was made from.
                     */
                    parent?: string | null;
                    /** @description Bytes of the archive. */
                    size?: number | null;
                    /** @enum {string} */
                    state?: "created" | "available" | "error";
                    /** @example v1.0.0 */
                    tag?: string | null;
                };
            };
        };
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "tag": "text",
                     *       "description": "text",
                     *       "configuration": {},
                     *       "state": "created",
                     *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "size": 0,
                     *       "hash": "text",
                     *       "archive_hash": "9e107d9d372bb6826bd81d3542a419d6",
                     *       "s3_etag": "text",
                     *       "s3_url": "https://git.example.com/workers/recognizer",
                     *       "s3_put_url": "https://git.example.com/workers/recognizer",
                     *       "download_url": "https://git.example.com/workers/recognizer",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ModelVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The same content is there already; its id stands under `id` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    DownloadModelVersion: {
        parameters: {
            query?: {
                /** @description The id of the model version. */
                model_version?: string;
                /** @description The token that stands in `download_url`. */
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive is at the signed URL of the Location header */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListProcesses: {
        parameters: {
            query?: {
                /** @description Only processes of this corpus. */
                corpus?: string;
                mode?: "workers" | "dataset" | "template" | "local";
                /** @description Part of the name, in any case. */
                name?: string;
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description True for processes that were started, false for the others. */
                started?: boolean;
                state?: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
                /** @description Taken from clients that ask for the tasks, which are always there. */
                with_tasks?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of processes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "state": "unscheduled",
                     *           "mode": "workers",
                     *           "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "creator": "text",
                     *           "farm": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text"
                     *           },
                     *           "chunks": 1,
                     *           "thumbnails": false,
                     *           "use_cache": false,
                     *           "use_gpu": false,
                     *           "activity_state": "disabled",
                     *           "tasks": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "run": 0,
                     *               "depth": 0,
                     *               "slug": "text",
                     *               "state": "unscheduled",
                     *               "parents": [
                     *                 "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *               ],
                     *               "image": "text",
                     *               "chunk": 1,
                     *               "created": "2026-11-21T09:30:00.000Z",
                     *               "updated": "2026-11-21T09:30:00.000Z"
                     *             }
                     *           ],
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageProcess"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveProcess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "state": "unscheduled",
                     *       "mode": "workers",
                     *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "chunks": 1,
                     *       "thumbnails": false,
                     *       "use_cache": false,
                     *       "use_gpu": false,
                     *       "activity_state": "disabled",
                     *       "tasks": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "run": 0,
                     *           "depth": 0,
                     *           "slug": "text",
                     *           "state": "unscheduled",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "image": "text",
                     *           "chunk": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Process"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateProcess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Train the language model",
                 *       "state": "stopping"
                 *     }
                 */
                "application/json": {
                    /** @example Train the language model */
                    name: string;
                    /**
                     * @description Stops the process.
                     * @enum {string}
                     */
                    state?: "stopping";
                };
            };
        };
        responses: {
            /** @description The process */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "state": "unscheduled",
                     *       "mode": "workers",
                     *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "chunks": 1,
                     *       "thumbnails": false,
                     *       "use_cache": false,
                     *       "use_gpu": false,
                     *       "activity_state": "disabled",
                     *       "tasks": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "run": 0,
                     *           "depth": 0,
                     *           "slug": "text",
                     *           "state": "unscheduled",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "image": "text",
                     *           "chunk": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Process"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    DestroyProcess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateProcess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Train the language model",
                 *       "state": "stopping"
                 *     }
                 */
                "application/json": {
                    /** @example Train the language model */
                    name?: string;
                    /**
                     * @description Stops the process.
                     * @enum {string}
                     */
                    state?: "stopping";
                };
            };
        };
        responses: {
            /** @description The process */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "state": "unscheduled",
                     *       "mode": "workers",
                     *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "chunks": 1,
                     *       "thumbnails": false,
                     *       "use_cache": false,
                     *       "use_gpu": false,
                     *       "activity_state": "disabled",
                     *       "tasks": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "run": 0,
                     *           "depth": 0,
                     *           "slug": "text",
                     *           "state": "unscheduled",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "image": "text",
                     *           "chunk": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Process"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ApplyProcessTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the template. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description The process, which has no worker runs yet.
                     */
                    process_id: string;
                };
            };
        };
        responses: {
            /** @description The worker runs were copied; the process */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "state": "unscheduled",
                     *       "mode": "workers",
                     *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "chunks": 1,
                     *       "thumbnails": false,
                     *       "use_cache": false,
                     *       "use_gpu": false,
                     *       "activity_state": "disabled",
                     *       "tasks": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "run": 0,
                     *           "depth": 0,
                     *           "slug": "text",
                     *           "state": "unscheduled",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "image": "text",
                     *           "chunk": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Process"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListProcessDatasets: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of datasets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "dataset": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "description": "text",
                     *             "sets": [
                     *               {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "name": "training"
                     *               }
                     *             ],
                     *             "set_elements": [
                     *               {
                     *                 "set": "training",
                     *                 "count": 0
                     *               }
                     *             ],
                     *             "element_count": 0,
                     *             "state": "open",
                     *             "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "creator": "text",
                     *             "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "unique_elements": false,
                     *             "created": "2026-11-21T09:30:00.000Z",
                     *             "updated": "2026-11-21T09:30:00.000Z"
                     *           },
                     *           "sets": [
                     *             "text"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageProcessDataset"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetryProcess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process was started again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "state": "unscheduled",
                     *       "mode": "workers",
                     *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "chunks": 1,
                     *       "thumbnails": false,
                     *       "use_cache": false,
                     *       "use_gpu": false,
                     *       "activity_state": "disabled",
                     *       "tasks": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "run": 0,
                     *           "depth": 0,
                     *           "slug": "text",
                     *           "state": "unscheduled",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "image": "text",
                     *           "chunk": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Process"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListProcessSets: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "dataset": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "description": "text",
                     *             "sets": [
                     *               {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "name": "training"
                     *               }
                     *             ],
                     *             "set_elements": [
                     *               {
                     *                 "set": "training",
                     *                 "count": 0
                     *               }
                     *             ],
                     *             "element_count": 0,
                     *             "state": "open",
                     *             "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "creator": "text",
                     *             "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "unique_elements": false,
                     *             "created": "2026-11-21T09:30:00.000Z",
                     *             "updated": "2026-11-21T09:30:00.000Z"
                     *           },
                     *           "set_name": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageProcessSet"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    StartProcess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "chunks": 1,
                 *       "thumbnails": false,
                 *       "farm": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "use_cache": false,
                 *       "worker_activity": false,
                 *       "use_gpu": false
                 *     }
                 */
                "application/json": {
                    /** @description Into how many parts the elements are cut; 1 by default. */
                    chunks?: number;
                    /**
                     * Format: uuid
                     * @description The farm that runs it; the default one where it is left out.
                     */
                    farm?: string | null;
                    /** @description Whether thumbnails are made. */
                    thumbnails?: boolean;
                    use_cache?: boolean;
                    /** @description Whether its tasks get a GPU where their workers can use one. */
                    use_gpu?: boolean;
                    worker_activity?: boolean;
                };
            };
        };
        responses: {
            /** @description The process was started */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "state": "unscheduled",
                     *       "mode": "workers",
                     *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "chunks": 1,
                     *       "thumbnails": false,
                     *       "use_cache": false,
                     *       "use_gpu": false,
                     *       "activity_state": "disabled",
                     *       "tasks": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "run": 0,
                     *           "depth": 0,
                     *           "slug": "text",
                     *           "state": "unscheduled",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "image": "text",
                     *           "chunk": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Process"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateProcessTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Train on letters"
                 *     }
                 */
                "application/json": {
                    /** @example Train on letters */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The template was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "state": "unscheduled",
                     *       "mode": "workers",
                     *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "chunks": 1,
                     *       "thumbnails": false,
                     *       "use_cache": false,
                     *       "use_gpu": false,
                     *       "activity_state": "disabled",
                     *       "tasks": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "run": 0,
                     *           "depth": 0,
                     *           "slug": "text",
                     *           "state": "unscheduled",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "image": "text",
                     *           "chunk": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Process"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListWorkerRuns: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of worker runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "worker_version": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "worker": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "name": "text",
                     *               "type": "text",
                     *               "slug": "recognizer",
                     *               "description": "text",
                     *               "repository_url": "https://git.example.com/workers/recognizer",
                     *               "public": false,
                     *               "archived": false
                     *             },
                     *             "configuration": {},
                     *             "revision_url": "https://git.example.com/workers/recognizer",
                     *             "revision": {
                     *               "hash": "text",
                     *               "name": "text",
                     *               "message": "text",
                     *               "author": "text",
                     *               "commit_url": "https://git.example.com/workers/recognizer"
                     *             },
                     *             "version": 1,
                     *             "tag": "v1.0.0",
                     *             "branch": "v1.0.0",
                     *             "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *             "state": "created",
                     *             "gpu_usage": "disabled",
                     *             "model_usage": "disabled",
                     *             "feature": "init_elements",
                     *             "created": "2026-11-21T09:30:00.000Z",
                     *             "updated": "2026-11-21T09:30:00.000Z"
                     *           },
                     *           "model_version": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "tag": "text",
                     *             "configuration": {},
                     *             "model": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "name": "text"
                     *             }
                     *           },
                     *           "configuration": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "configuration": {},
                     *             "archived": false,
                     *             "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "process": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "state": "unscheduled",
                     *             "mode": "workers",
                     *             "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "use_cache": false,
                     *             "activity_state": "disabled"
                     *           },
                     *           "summary": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerRun"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateWorkerRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "worker_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "model_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "configuration_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "parents": [
                 *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    configuration_id?: string | null;
                    /** Format: uuid */
                    model_version_id?: string | null;
                    /** @description Worker runs of the same process that come before it. */
                    parents?: string[];
                    /** Format: uuid */
                    worker_version_id: string;
                };
            };
        };
        responses: {
            /** @description The worker run was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "parents": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "worker_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "worker": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "type": "text",
                     *           "slug": "recognizer",
                     *           "description": "text",
                     *           "repository_url": "https://git.example.com/workers/recognizer",
                     *           "public": false,
                     *           "archived": false
                     *         },
                     *         "configuration": {},
                     *         "revision_url": "https://git.example.com/workers/recognizer",
                     *         "revision": {
                     *           "hash": "text",
                     *           "name": "text",
                     *           "message": "text",
                     *           "author": "text",
                     *           "commit_url": "https://git.example.com/workers/recognizer"
                     *         },
                     *         "version": 1,
                     *         "tag": "v1.0.0",
                     *         "branch": "v1.0.0",
                     *         "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *         "state": "created",
                     *         "gpu_usage": "disabled",
                     *         "model_usage": "disabled",
                     *         "feature": "init_elements",
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       },
                     *       "model_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "tag": "text",
                     *         "configuration": {},
                     *         "model": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text"
                     *         }
                     *       },
                     *       "configuration": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "configuration": {},
                     *         "archived": false,
                     *         "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "process": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "state": "unscheduled",
                     *         "mode": "workers",
                     *         "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "use_cache": false,
                     *         "activity_state": "disabled"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateProcessDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                dataset: string;
                /** @description The id of the process. */
                process: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dataset was added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "dataset": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "description": "text",
                     *         "sets": [
                     *           {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "training"
                     *           }
                     *         ],
                     *         "set_elements": [
                     *           {
                     *             "set": "training",
                     *             "count": 0
                     *           }
                     *         ],
                     *         "element_count": 0,
                     *         "state": "open",
                     *         "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "creator": "text",
                     *         "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "unique_elements": false,
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       },
                     *       "sets": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProcessDataset"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    DestroyProcessDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                dataset: string;
                /** @description The id of the process. */
                process: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dataset is not in the process any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateProcessSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                process: string;
                /** @description The id of the dataset set. */
                set: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The set was added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "dataset": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "description": "text",
                     *         "sets": [
                     *           {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "training"
                     *           }
                     *         ],
                     *         "set_elements": [
                     *           {
                     *             "set": "training",
                     *             "count": 0
                     *           }
                     *         ],
                     *         "element_count": 0,
                     *         "state": "open",
                     *         "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "creator": "text",
                     *         "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "unique_elements": false,
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       },
                     *       "set_name": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ProcessSet"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    DestroyProcessSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the process. */
                process: string;
                /** @description The id of the dataset set. */
                set: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The set is not in the process any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateProcess: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "mode": "workers",
                 *       "name": "Train the language model",
                 *       "element": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "element_type": "text",
                 *       "name_contains": "text",
                 *       "ml_class": "text",
                 *       "load_children": false,
                 *       "selection": false
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    corpus: string;
                    /**
                     * Format: uuid
                     * @description The element whose children are chosen.
                     */
                    element?: string | null;
                    /** @description The slug of the type of the elements. */
                    element_type?: string | null;
                    load_children?: boolean;
                    ml_class?: string | null;
                    /**
                     * @description Workers by default.
                     * @enum {string}
                     */
                    mode?: "workers" | "dataset";
                    /** @example Train the language model */
                    name?: string | null;
                    name_contains?: string | null;
                    /** @description Whether the selected elements are taken. */
                    selection?: boolean;
                };
            };
        };
        responses: {
            /** @description The process was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "state": "unscheduled",
                     *       "mode": "workers",
                     *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "creator": "text",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "chunks": 1,
                     *       "thumbnails": false,
                     *       "use_cache": false,
                     *       "use_gpu": false,
                     *       "activity_state": "disabled",
                     *       "tasks": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "run": 0,
                     *           "depth": 0,
                     *           "slug": "text",
                     *           "state": "unscheduled",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "image": "text",
                     *           "chunk": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Process"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveWorkerRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worker run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "parents": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "worker_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "worker": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "type": "text",
                     *           "slug": "recognizer",
                     *           "description": "text",
                     *           "repository_url": "https://git.example.com/workers/recognizer",
                     *           "public": false,
                     *           "archived": false
                     *         },
                     *         "configuration": {},
                     *         "revision_url": "https://git.example.com/workers/recognizer",
                     *         "revision": {
                     *           "hash": "text",
                     *           "name": "text",
                     *           "message": "text",
                     *           "author": "text",
                     *           "commit_url": "https://git.example.com/workers/recognizer"
                     *         },
                     *         "version": 1,
                     *         "tag": "v1.0.0",
                     *         "branch": "v1.0.0",
                     *         "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *         "state": "created",
                     *         "gpu_usage": "disabled",
                     *         "model_usage": "disabled",
                     *         "feature": "init_elements",
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       },
                     *       "model_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "tag": "text",
                     *         "configuration": {},
                     *         "model": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text"
                     *         }
                     *       },
                     *       "configuration": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "configuration": {},
                     *         "archived": false,
                     *         "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "process": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "state": "unscheduled",
                     *         "mode": "workers",
                     *         "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "use_cache": false,
                     *         "activity_state": "disabled"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateWorkerRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "configuration_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "parents": [
                 *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description The configuration of the worker.
                     */
                    configuration_id?: string | null;
                    /**
                     * Format: uuid
                     * @description The model version that the worker uses.
                     */
                    model_version_id?: string | null;
                    /** @description Worker runs of the same process that come before it. */
                    parents: string[];
                };
            };
        };
        responses: {
            /** @description The worker run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "parents": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "worker_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "worker": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "type": "text",
                     *           "slug": "recognizer",
                     *           "description": "text",
                     *           "repository_url": "https://git.example.com/workers/recognizer",
                     *           "public": false,
                     *           "archived": false
                     *         },
                     *         "configuration": {},
                     *         "revision_url": "https://git.example.com/workers/recognizer",
                     *         "revision": {
                     *           "hash": "text",
                     *           "name": "text",
                     *           "message": "text",
                     *           "author": "text",
                     *           "commit_url": "https://git.example.com/workers/recognizer"
                     *         },
                     *         "version": 1,
                     *         "tag": "v1.0.0",
                     *         "branch": "v1.0.0",
                     *         "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *         "state": "created",
                     *         "gpu_usage": "disabled",
                     *         "model_usage": "disabled",
                     *         "feature": "init_elements",
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       },
                     *       "model_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "tag": "text",
                     *         "configuration": {},
                     *         "model": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text"
                     *         }
                     *       },
                     *       "configuration": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "configuration": {},
                     *         "archived": false,
                     *         "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "process": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "state": "unscheduled",
                     *         "mode": "workers",
                     *         "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "use_cache": false,
                     *         "activity_state": "disabled"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    DestroyWorkerRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worker run is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateWorkerRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "model_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "configuration_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "parents": [
                 *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description The configuration of the worker.
                     */
                    configuration_id?: string | null;
                    /**
                     * Format: uuid
                     * @description The model version that the worker uses.
                     */
                    model_version_id?: string | null;
                    /** @description Worker runs of the same process that come before it. */
                    parents?: string[];
                };
            };
        };
        responses: {
            /** @description The worker run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "parents": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "worker_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "worker": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "type": "text",
                     *           "slug": "recognizer",
                     *           "description": "text",
                     *           "repository_url": "https://git.example.com/workers/recognizer",
                     *           "public": false,
                     *           "archived": false
                     *         },
                     *         "configuration": {},
                     *         "revision_url": "https://git.example.com/workers/recognizer",
                     *         "revision": {
                     *           "hash": "text",
                     *           "name": "text",
                     *           "message": "text",
                     *           "author": "text",
                     *           "commit_url": "https://git.example.com/workers/recognizer"
                     *         },
                     *         "version": 1,
                     *         "tag": "v1.0.0",
                     *         "branch": "v1.0.0",
                     *         "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *         "state": "created",
                     *         "gpu_usage": "disabled",
                     *         "model_usage": "disabled",
                     *         "feature": "init_elements",
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       },
                     *       "model_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "tag": "text",
                     *         "configuration": {},
                     *         "model": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text"
                     *         }
                     *       },
                     *       "configuration": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "configuration": {},
                     *         "archived": false,
                     *         "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "process": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "state": "unscheduled",
                     *         "mode": "workers",
                     *         "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "use_cache": false,
                     *         "activity_state": "disabled"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "run": 0,
                     *       "depth": 0,
                     *       "slug": "text",
                     *       "state": "unscheduled",
                     *       "parents": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "image": "text",
                     *       "chunk": 1,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "unscheduled"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    state: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
                };
            };
        };
        responses: {
            /** @description The task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "run": 0,
                     *       "depth": 0,
                     *       "slug": "text",
                     *       "state": "unscheduled",
                     *       "parents": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "image": "text",
                     *       "chunk": 1,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "unscheduled"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    state: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
                };
            };
        };
        responses: {
            /** @description The task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "run": 0,
                     *       "depth": 0,
                     *       "slug": "text",
                     *       "state": "unscheduled",
                     *       "parents": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "image": "text",
                     *       "chunk": 1,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "email": "user@example.com",
                     *       "display_name": "text",
                     *       "is_admin": false,
                     *       "features": {
                     *         "signup": false,
                     *         "workers_activity": false,
                     *         "selection": false,
                     *         "search": false
                     *       },
                     *       "auth_token": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    Login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "user@example.com",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": {
                    /** @example user@example.com */
                    email: string;
                    /** Format: password */
                    password: string;
                };
            };
        };
        responses: {
            /** @description The user, with a token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "email": "user@example.com",
                     *       "display_name": "text",
                     *       "is_admin": false,
                     *       "features": {
                     *         "signup": false,
                     *         "workers_activity": false,
                     *         "selection": false,
                     *         "search": false
                     *       },
                     *       "auth_token": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There were too many attempts; `Retry-After` says in how many seconds the next may be made */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListUserWorkerRuns: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of worker runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "parents": [
                     *             "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           ],
                     *           "worker_version": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "worker": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "name": "text",
                     *               "type": "text",
                     *               "slug": "recognizer",
                     *               "description": "text",
                     *               "repository_url": "https://git.example.com/workers/recognizer",
                     *               "public": false,
                     *               "archived": false
                     *             },
                     *             "configuration": {},
                     *             "revision_url": "https://git.example.com/workers/recognizer",
                     *             "revision": {
                     *               "hash": "text",
                     *               "name": "text",
                     *               "message": "text",
                     *               "author": "text",
                     *               "commit_url": "https://git.example.com/workers/recognizer"
                     *             },
                     *             "version": 1,
                     *             "tag": "v1.0.0",
                     *             "branch": "v1.0.0",
                     *             "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *             "state": "created",
                     *             "gpu_usage": "disabled",
                     *             "model_usage": "disabled",
                     *             "feature": "init_elements",
                     *             "created": "2026-11-21T09:30:00.000Z",
                     *             "updated": "2026-11-21T09:30:00.000Z"
                     *           },
                     *           "model_version": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "tag": "text",
                     *             "configuration": {},
                     *             "model": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "name": "text"
                     *             }
                     *           },
                     *           "configuration": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "configuration": {},
                     *             "archived": false,
                     *             "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "process": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "state": "unscheduled",
                     *             "mode": "workers",
                     *             "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "use_cache": false,
                     *             "activity_state": "disabled"
                     *           },
                     *           "summary": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerRun"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateUserWorkerRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "worker_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "model_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "configuration_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    configuration_id?: string | null;
                    /** Format: uuid */
                    model_version_id?: string | null;
                    /** Format: uuid */
                    worker_version_id: string;
                };
            };
        };
        responses: {
            /** @description The worker run was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "parents": [
                     *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       ],
                     *       "worker_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "worker": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "type": "text",
                     *           "slug": "recognizer",
                     *           "description": "text",
                     *           "repository_url": "https://git.example.com/workers/recognizer",
                     *           "public": false,
                     *           "archived": false
                     *         },
                     *         "configuration": {},
                     *         "revision_url": "https://git.example.com/workers/recognizer",
                     *         "revision": {
                     *           "hash": "text",
                     *           "name": "text",
                     *           "message": "text",
                     *           "author": "text",
                     *           "commit_url": "https://git.example.com/workers/recognizer"
                     *         },
                     *         "version": 1,
                     *         "tag": "v1.0.0",
                     *         "branch": "v1.0.0",
                     *         "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *         "state": "created",
                     *         "gpu_usage": "disabled",
                     *         "model_usage": "disabled",
                     *         "feature": "init_elements",
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       },
                     *       "model_version": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "tag": "text",
                     *         "configuration": {},
                     *         "model": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text"
                     *         }
                     *       },
                     *       "configuration": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "configuration": {},
                     *         "archived": false,
                     *         "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "process": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "state": "unscheduled",
                     *         "mode": "workers",
                     *         "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "use_cache": false,
                     *         "activity_state": "disabled"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListWorkers: {
        parameters: {
            query?: {
                /** @description True lists archived workers, and only them; false, and by default, the others. */
                archived?: boolean;
                /** @description Part of the name, in any case. */
                name?: string;
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description The exact repository. */
                repository_url?: string;
                /** @description The exact slug. */
                slug?: string;
                /** @description The slug of a worker type, or its id. */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of workers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "type": "text",
                     *           "slug": "recognizer",
                     *           "description": "text",
                     *           "repository_url": "https://git.example.com/workers/recognizer",
                     *           "public": false,
                     *           "archived": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorker"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateWorker: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Handwriting recognizer",
                 *       "type": "recognizer",
                 *       "description": "text",
                 *       "slug": "recognizer",
                 *       "repository_url": "https://git.example.com/workers/recognizer"
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    /** @example Handwriting recognizer */
                    name: string;
                    /**
                     * Format: uri
                     * @description The repository that it is published from.
                     */
                    repository_url?: string | null;
                    /** @example recognizer */
                    slug: string;
                    /**
                     * @description The slug of its type; a new one is made.
                     * @example recognizer
                     */
                    type: string;
                };
            };
        };
        responses: {
            /** @description The worker exists already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "type": "text",
                     *       "slug": "recognizer",
                     *       "description": "text",
                     *       "repository_url": "https://git.example.com/workers/recognizer",
                     *       "public": false,
                     *       "archived": false
                     *     }
                     */
                    "application/json": components["schemas"]["Worker"];
                };
            };
            /** @description The worker was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "type": "text",
                     *       "slug": "recognizer",
                     *       "description": "text",
                     *       "repository_url": "https://git.example.com/workers/recognizer",
                     *       "public": false,
                     *       "archived": false
                     *     }
                     */
                    "application/json": components["schemas"]["Worker"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worker */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "type": "text",
                     *       "slug": "recognizer",
                     *       "description": "text",
                     *       "repository_url": "https://git.example.com/workers/recognizer",
                     *       "public": false,
                     *       "archived": false
                     *     }
                     */
                    "application/json": components["schemas"]["Worker"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Handwriting recognizer",
                 *       "type": "recognizer",
                 *       "description": "text",
                 *       "public": false,
                 *       "archived": false
                 *     }
                 */
                "application/json": {
                    /** @description Whether it is closed to new use. */
                    archived?: boolean;
                    description?: string | null;
                    /** @example Handwriting recognizer */
                    name: string;
                    /** @description Whether every user may use it. */
                    public?: boolean;
                    /**
                     * @description The slug of its type; a new one is made.
                     * @example recognizer
                     */
                    type: string;
                };
            };
        };
        responses: {
            /** @description The worker */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "type": "text",
                     *       "slug": "recognizer",
                     *       "description": "text",
                     *       "repository_url": "https://git.example.com/workers/recognizer",
                     *       "public": false,
                     *       "archived": false
                     *     }
                     */
                    "application/json": components["schemas"]["Worker"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Handwriting recognizer",
                 *       "type": "recognizer",
                 *       "description": "text",
                 *       "public": false,
                 *       "archived": false
                 *     }
                 */
                "application/json": {
                    /** @description Whether it is closed to new use. */
                    archived?: boolean;
                    description?: string | null;
                    /** @example Handwriting recognizer */
                    name?: string;
                    /** @description Whether every user may use it. */
                    public?: boolean;
                    /**
                     * @description The slug of its type; a new one is made.
                     * @example recognizer
                     */
                    type?: string;
                };
            };
        };
        responses: {
            /** @description The worker */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "type": "text",
                     *       "slug": "recognizer",
                     *       "description": "text",
                     *       "repository_url": "https://git.example.com/workers/recognizer",
                     *       "public": false,
                     *       "archived": false
                     *     }
                     */
                    "application/json": components["schemas"]["Worker"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListWorkerConfigurations: {
        parameters: {
            query?: {
                /** @description True lists archived configurations, and only them; false the others; all without. */
                archived?: boolean;
                /** @description The exact name. */
                name?: string;
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the worker. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of configurations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "name": "text",
                     *           "configuration": {},
                     *           "archived": false,
                     *           "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerConfiguration"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateWorkerConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Fast",
                 *       "configuration": {
                 *         "batch_size": 4
                 *       },
                 *       "worker_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Values of the options, by their keys.
                     * @example {
                     *       "batch_size": 4
                     *     }
                     */
                    configuration: {
                        [key: string]: unknown;
                    };
                    /** @example Fast */
                    name: string;
                    /**
                     * Format: uuid
                     * @description The version whose options count; by default the newest that is available.
                     */
                    worker_version_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The configuration was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "configuration": {},
                     *       "archived": false,
                     *       "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerConfiguration"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListWorkerVersions: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the worker. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "worker": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "type": "text",
                     *             "slug": "recognizer",
                     *             "description": "text",
                     *             "repository_url": "https://git.example.com/workers/recognizer",
                     *             "public": false,
                     *             "archived": false
                     *           },
                     *           "configuration": {},
                     *           "revision_url": "https://git.example.com/workers/recognizer",
                     *           "revision": {
                     *             "hash": "text",
                     *             "name": "text",
                     *             "message": "text",
                     *             "author": "text",
                     *             "commit_url": "https://git.example.com/workers/recognizer"
                     *           },
                     *           "version": 1,
                     *           "tag": "v1.0.0",
                     *           "branch": "v1.0.0",
                     *           "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *           "state": "created",
                     *           "gpu_usage": "disabled",
                     *           "model_usage": "disabled",
                     *           "feature": "init_elements",
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateWorkerVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "configuration": {
                 *         "docker": {
                 *           "command": "worker-recognizer"
                 *         }
                 *       },
                 *       "revision_url": "https://git.example.com/workers/recognizer",
                 *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                 *       "state": "created",
                 *       "gpu_usage": "disabled",
                 *       "model_usage": "disabled",
                 *       "branch": "v1.0.0",
                 *       "tag": "v1.0.0"
                 *     }
                 */
                "application/json": {
                    /** @example v1.0.0 */
                    branch?: string | null;
                    /**
                     * @description What the worker YAML says, apart from the attributes that have a field of their own.
                     * @example {
                     *       "docker": {
                     *         "command": "worker-recognizer"
                     *       }
                     *     }
                     */
                    configuration?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description The Docker image, by tag or digest.
                     * @example registry.example.com/workers/recognizer:v1.0.0
                     */
                    docker_image_iid?: string | null;
                    /** @enum {string} */
                    gpu_usage?: "disabled" | "supported" | "required";
                    /** @enum {string} */
                    model_usage?: "disabled" | "supported" | "required";
                    /**
                     * Format: uri
                     * @description The commit that it was built from.
                     */
                    revision_url?: string | null;
                    /** @enum {string} */
                    state?: "created" | "processing" | "available" | "error";
                    /** @example v1.0.0 */
                    tag?: string | null;
                };
            };
        };
        responses: {
            /** @description The version was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "type": "text",
                     *         "slug": "recognizer",
                     *         "description": "text",
                     *         "repository_url": "https://git.example.com/workers/recognizer",
                     *         "public": false,
                     *         "archived": false
                     *       },
                     *       "configuration": {},
                     *       "revision_url": "https://git.example.com/workers/recognizer",
                     *       "revision": {
                     *         "hash": "text",
                     *         "name": "text",
                     *         "message": "text",
                     *         "author": "text",
                     *         "commit_url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "version": 1,
                     *       "tag": "v1.0.0",
                     *       "branch": "v1.0.0",
                     *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *       "state": "created",
                     *       "gpu_usage": "disabled",
                     *       "model_usage": "disabled",
                     *       "feature": "init_elements",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ImportWorkerVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "yaml": "text",
                 *       "revision_url": "https://git.example.com/workers/recognizer",
                 *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                 *       "branch": "v1.0.0",
                 *       "tag": "v1.0.0"
                 *     }
                 */
                "application/json": {
                    /** @example v1.0.0 */
                    branch?: string | null;
                    /**
                     * @description The Docker image, by tag or digest.
                     * @example registry.example.com/workers/recognizer:v1.0.0
                     */
                    docker_image_iid: string;
                    /**
                     * Format: uri
                     * @description The commit that it was built from.
                     */
                    revision_url: string;
                    /** @example v1.0.0 */
                    tag?: string | null;
                    /** @description The text of a file of `arkindex/*.yml`, as it stands. */
                    yaml: string;
                };
            };
        };
        responses: {
            /** @description The version was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "type": "text",
                     *         "slug": "recognizer",
                     *         "description": "text",
                     *         "repository_url": "https://git.example.com/workers/recognizer",
                     *         "public": false,
                     *         "archived": false
                     *       },
                     *       "configuration": {},
                     *       "revision_url": "https://git.example.com/workers/recognizer",
                     *       "revision": {
                     *         "hash": "text",
                     *         "name": "text",
                     *         "message": "text",
                     *         "author": "text",
                     *         "commit_url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "version": 1,
                     *       "tag": "v1.0.0",
                     *       "branch": "v1.0.0",
                     *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *       "state": "created",
                     *       "gpu_usage": "disabled",
                     *       "model_usage": "disabled",
                     *       "feature": "init_elements",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveWorkerConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker configuration. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "configuration": {},
                     *       "archived": false,
                     *       "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerConfiguration"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateWorkerConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker configuration. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Fast",
                 *       "configuration": {
                 *         "batch_size": 4
                 *       },
                 *       "archived": false,
                 *       "worker_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** @description Whether it is closed to new use. */
                    archived?: boolean;
                    /**
                     * @description Values of the options, by their keys.
                     * @example {
                     *       "batch_size": 4
                     *     }
                     */
                    configuration?: {
                        [key: string]: unknown;
                    };
                    /** @example Fast */
                    name: string;
                    /**
                     * Format: uuid
                     * @description The version whose options count; by default the newest that is available.
                     */
                    worker_version_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "configuration": {},
                     *       "archived": false,
                     *       "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerConfiguration"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateWorkerConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker configuration. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Fast",
                 *       "configuration": {
                 *         "batch_size": 4
                 *       },
                 *       "archived": false,
                 *       "worker_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** @description Whether it is closed to new use. */
                    archived?: boolean;
                    /**
                     * @description Values of the options, by their keys.
                     * @example {
                     *       "batch_size": 4
                     *     }
                     */
                    configuration?: {
                        [key: string]: unknown;
                    };
                    /** @example Fast */
                    name?: string;
                    /**
                     * Format: uuid
                     * @description The version whose options count; by default the newest that is available.
                     */
                    worker_version_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "configuration": {},
                     *       "archived": false,
                     *       "worker_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerConfiguration"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveWorkerRunConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "configuration": [
                     *         {
                     *           "key": "text",
                     *           "value": null,
                     *           "secret": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ResolvedConfiguration"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    ListWorkerTypes: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of worker types */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1,
                     *       "number": 1,
                     *       "previous": "https://git.example.com/workers/recognizer",
                     *       "next": "https://git.example.com/workers/recognizer",
                     *       "results": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "slug": "text",
                     *           "display_name": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerType"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    RetrieveWorkerVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker version. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "type": "text",
                     *         "slug": "recognizer",
                     *         "description": "text",
                     *         "repository_url": "https://git.example.com/workers/recognizer",
                     *         "public": false,
                     *         "archived": false
                     *       },
                     *       "configuration": {},
                     *       "revision_url": "https://git.example.com/workers/recognizer",
                     *       "revision": {
                     *         "hash": "text",
                     *         "name": "text",
                     *         "message": "text",
                     *         "author": "text",
                     *         "commit_url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "version": 1,
                     *       "tag": "v1.0.0",
                     *       "branch": "v1.0.0",
                     *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *       "state": "created",
                     *       "gpu_usage": "disabled",
                     *       "model_usage": "disabled",
                     *       "feature": "init_elements",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    UpdateWorkerVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker version. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "created",
                 *       "configuration": {
                 *         "docker": {
                 *           "command": "worker-recognizer"
                 *         }
                 *       },
                 *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                 *       "gpu_usage": "disabled",
                 *       "model_usage": "disabled",
                 *       "branch": "v1.0.0",
                 *       "tag": "v1.0.0",
                 *       "feature": "init_elements"
                 *     }
                 */
                "application/json": {
                    /** @example v1.0.0 */
                    branch?: string | null;
                    /**
                     * @description What the worker YAML says, apart from the attributes that have a field of their own.
                     * @example {
                     *       "docker": {
                     *         "command": "worker-recognizer"
                     *       }
                     *     }
                     */
                    configuration?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description The Docker image, by tag or digest.
                     * @example registry.example.com/workers/recognizer:v1.0.0
                     */
                    docker_image_iid?: string | null;
                    /**
                     * @description What Arkindex itself uses the version for; set by instance administrators.
                     * @enum {string|null}
                     */
                    feature?: "init_elements" | "file_import" | "s3_ingest" | "pdf_export" | "pagexml_export" | "docx_export" | "csv_export" | "thumbnails_generator" | "dataset_extractor" | null;
                    /** @enum {string} */
                    gpu_usage?: "disabled" | "supported" | "required";
                    /** @enum {string} */
                    model_usage?: "disabled" | "supported" | "required";
                    /** @enum {string} */
                    state: "created" | "processing" | "available" | "error";
                    /** @example v1.0.0 */
                    tag?: string | null;
                };
            };
        };
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "type": "text",
                     *         "slug": "recognizer",
                     *         "description": "text",
                     *         "repository_url": "https://git.example.com/workers/recognizer",
                     *         "public": false,
                     *         "archived": false
                     *       },
                     *       "configuration": {},
                     *       "revision_url": "https://git.example.com/workers/recognizer",
                     *       "revision": {
                     *         "hash": "text",
                     *         "name": "text",
                     *         "message": "text",
                     *         "author": "text",
                     *         "commit_url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "version": 1,
                     *       "tag": "v1.0.0",
                     *       "branch": "v1.0.0",
                     *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *       "state": "created",
                     *       "gpu_usage": "disabled",
                     *       "model_usage": "disabled",
                     *       "feature": "init_elements",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    PartialUpdateWorkerVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the worker version. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": "created",
                 *       "configuration": {
                 *         "docker": {
                 *           "command": "worker-recognizer"
                 *         }
                 *       },
                 *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                 *       "gpu_usage": "disabled",
                 *       "model_usage": "disabled",
                 *       "branch": "v1.0.0",
                 *       "tag": "v1.0.0",
                 *       "feature": "init_elements"
                 *     }
                 */
                "application/json": {
                    /** @example v1.0.0 */
                    branch?: string | null;
                    /**
                     * @description What the worker YAML says, apart from the attributes that have a field of their own.
                     * @example {
                     *       "docker": {
                     *         "command": "worker-recognizer"
                     *       }
                     *     }
                     */
                    configuration?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description The Docker image, by tag or digest.
                     * @example registry.example.com/workers/recognizer:v1.0.0
                     */
                    docker_image_iid?: string | null;
                    /**
                     * @description What Arkindex itself uses the version for; set by instance administrators.
                     * @enum {string|null}
                     */
                    feature?: "init_elements" | "file_import" | "s3_ingest" | "pdf_export" | "pagexml_export" | "docx_export" | "csv_export" | "thumbnails_generator" | "dataset_extractor" | null;
                    /** @enum {string} */
                    gpu_usage?: "disabled" | "supported" | "required";
                    /** @enum {string} */
                    model_usage?: "disabled" | "supported" | "required";
                    /** @enum {string} */
                    state?: "created" | "processing" | "available" | "error";
                    /** @example v1.0.0 */
                    tag?: string | null;
                };
            };
        };
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "type": "text",
                     *         "slug": "recognizer",
                     *         "description": "text",
                     *         "repository_url": "https://git.example.com/workers/recognizer",
                     *         "public": false,
                     *         "archived": false
                     *       },
                     *       "configuration": {},
                     *       "revision_url": "https://git.example.com/workers/recognizer",
                     *       "revision": {
                     *         "hash": "text",
                     *         "name": "text",
                     *         "message": "text",
                     *         "author": "text",
                     *         "commit_url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "version": 1,
                     *       "tag": "v1.0.0",
                     *       "branch": "v1.0.0",
                     *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *       "state": "created",
                     *       "gpu_usage": "disabled",
                     *       "model_usage": "disabled",
                     *       "feature": "init_elements",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The path is too long */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
    CreateDockerWorkerVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                 *       "repository_url": "https://git.example.com/workers/recognizer",
                 *       "revision_hash": "text",
                 *       "revision_message": "text",
                 *       "revision_author": "text",
                 *       "revision_references": [
                 *         {
                 *           "type": "branch",
                 *           "name": "v1.0.0"
                 *         }
                 *       ],
                 *       "worker_slug": "recognizer",
                 *       "worker_name": "text",
                 *       "worker_type": "text",
                 *       "worker_description": "text",
                 *       "gpu_usage": "disabled",
                 *       "model_usage": "disabled",
                 *       "configuration": {
                 *         "docker": {
                 *           "command": "worker-recognizer"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What the worker YAML says, apart from the attributes that have a field of their own.
                     * @example {
                     *       "docker": {
                     *         "command": "worker-recognizer"
                     *       }
                     *     }
                     */
                    configuration: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description The Docker image, by tag or digest.
                     * @example registry.example.com/workers/recognizer:v1.0.0
                     */
                    docker_image_iid: string;
                    /** @enum {string} */
                    gpu_usage?: "disabled" | "supported" | "required";
                    model_usage?: ("disabled" | "supported" | "required") | boolean;
                    /**
                     * Format: uri
                     * @description The repository of the worker.
                     */
                    repository_url: string;
                    revision_author?: string | null;
                    revision_hash: string;
                    revision_message?: string | null;
                    revision_references?: {
                        /** @example v1.0.0 */
                        name: string;
                        /** @enum {string} */
                        type: "branch" | "tag";
                    }[];
                    worker_description?: string | null;
                    worker_name?: string | null;
                    /** @example recognizer */
                    worker_slug: string;
                    worker_type?: string | null;
                };
            };
        };
        responses: {
            /** @description The version exists; it has the references now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "type": "text",
                     *         "slug": "recognizer",
                     *         "description": "text",
                     *         "repository_url": "https://git.example.com/workers/recognizer",
                     *         "public": false,
                     *         "archived": false
                     *       },
                     *       "configuration": {},
                     *       "revision_url": "https://git.example.com/workers/recognizer",
                     *       "revision": {
                     *         "hash": "text",
                     *         "name": "text",
                     *         "message": "text",
                     *         "author": "text",
                     *         "commit_url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "version": 1,
                     *       "tag": "v1.0.0",
                     *       "branch": "v1.0.0",
                     *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *       "state": "created",
                     *       "gpu_usage": "disabled",
                     *       "model_usage": "disabled",
                     *       "feature": "init_elements",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerVersion"];
                };
            };
            /** @description The version was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "type": "text",
                     *         "slug": "recognizer",
                     *         "description": "text",
                     *         "repository_url": "https://git.example.com/workers/recognizer",
                     *         "public": false,
                     *         "archived": false
                     *       },
                     *       "configuration": {},
                     *       "revision_url": "https://git.example.com/workers/recognizer",
                     *       "revision": {
                     *         "hash": "text",
                     *         "name": "text",
                     *         "message": "text",
                     *         "author": "text",
                     *         "commit_url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "version": 1,
                     *       "tag": "v1.0.0",
                     *       "branch": "v1.0.0",
                     *       "docker_image_iid": "registry.example.com/workers/recognizer:v1.0.0",
                     *       "state": "created",
                     *       "gpu_usage": "disabled",
                     *       "model_usage": "disabled",
                     *       "feature": "init_elements",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerVersion"];
                };
            };
            /** @description The request is refused; the messages stand under the names of the fields, or under `detail` where it could not be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": [
                     *         "This field is required."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Problems"];
                };
            };
            /** @description There is no token, or it is unknown or expired */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The rights are not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description There is no such object or page, or you may not see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request did not come to its end in time */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The headers or the URL are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description A defect of the server; it is in its log under the id of the request */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The database or the store of archives is busy or cannot be reached; nothing was changed that was not answered. Try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description No space is left; nothing was changed */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "detail": "Not found."
                     *     }
                     */
                    "application/json": components["schemas"]["Detail"];
                };
            };
        };
    };
}
