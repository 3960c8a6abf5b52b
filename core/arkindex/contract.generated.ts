// Generated from the bundled server's OpenAPI document by "npm run generate". Do not edit.

export interface paths {
    "/api/v1/agents/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the agents of the farms that you may use
         * @description Any user.
         */
        get: operations["ListAgents"];
        put?: never;
        /**
         * Register an agent with a farm
         * @description The farm's key is the proof; no log-in is needed. A name that an agent has which is not heard of any more is taken over: its token ends, and its tasks begin again.
         *
         *     No log-in is needed.
         */
        post: operations["CreateAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an agent
         * @description The tasks that it has begin again with other agents.
         *
         *     The agent itself, or an administrator of the instance.
         */
        delete: operations["DestroyAgent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/actions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what you run, and learn what to do
         * @description The heartbeat of an agent: it keeps the tasks that it names. `start`: fetch the definition and run it with the token. `stop`: stop it and say so. `forget`: it is not yours any more; stop it and say nothing.
         *
         *     An agent, by its token.
         */
        post: operations["RetrieveAgentActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classification/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Classify an element by several classes, all of them or none
         * @description Needs contributor access to the corpus of the element.
         *
         *     Any user.
         */
        post: operations["CreateClassifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classifications/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Classify an element
         * @description Needs contributor access to the corpus of the element.
         *
         *     Any user.
         */
        post: operations["CreateClassification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classifications/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a classification
         * @description Needs contributor access to the corpus.
         */
        delete: operations["DestroyClassification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classifications/{id}/reject/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Reject a classification
         * @description Needs contributor access to the corpus.
         */
        put: operations["RejectClassification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/classifications/{id}/validate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Validate a classification
         * @description Needs contributor access to the corpus.
         */
        put: operations["ValidateClassification"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/v1/corpus/{corpus}/classes/{mlclass}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a class of a corpus
         * @description Needs guest access to the corpus.
         */
        get: operations["RetrieveMLClass"];
        /**
         * Rename a class of a corpus
         * @description Its classifications stay. A name that exists is refused with the `id` of the class that has it.
         *
         *     Needs admin access to the corpus.
         */
        put: operations["UpdateMLClass"];
        post?: never;
        /**
         * Delete a class that no classification has
         * @description Needs admin access to the corpus.
         */
        delete: operations["DestroyMLClass"];
        options?: never;
        head?: never;
        /**
         * Rename a class of a corpus, where a name is given
         * @description Needs admin access to the corpus.
         */
        patch: operations["PartialUpdateMLClass"];
        trace?: never;
    };
    "/api/v1/corpus/{corpus}/elements/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the elements of a corpus
         * @description Needs guest access to the corpus.
         */
        get: operations["ListElements"];
        put?: never;
        post?: never;
        /**
         * Delete elements of a corpus
         * @description Needs admin access to the corpus.
         */
        delete: operations["DestroyElements"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corpus/{corpus}/worker-results/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete what worker runs made in a corpus
         * @description Elements go with all that is below them. At least one of worker run, worker version, model version and configuration is named; all that are named must fit.
         *
         *     Needs admin access to the corpus.
         */
        delete: operations["DestroyWorkerResults"];
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
        /**
         * Update a corpus
         * @description Needs admin access to the corpus.
         */
        put: operations["UpdateCorpus"];
        post?: never;
        /**
         * Delete a corpus with all that is in it
         * @description Refused while one of its processes is under way.
         *
         *     Needs admin access to the corpus.
         */
        delete: operations["DestroyCorpus"];
        options?: never;
        head?: never;
        /**
         * Update a part of a corpus
         * @description Needs admin access to the corpus.
         */
        patch: operations["PartialUpdateCorpus"];
        trace?: never;
    };
    "/api/v1/corpus/{id}/classes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the classes of a corpus by name
         * @description Needs guest access to the corpus.
         */
        get: operations["ListCorpusMLClasses"];
        put?: never;
        /**
         * Create a class in a corpus
         * @description A name that exists is refused with the `id` of the class that has it.
         *
         *     Needs contributor access to the corpus.
         */
        post: operations["CreateMLClass"];
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
    "/api/v1/corpus/{id}/entity-types/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the entity types of a corpus by name
         * @description Needs guest access to the corpus.
         */
        get: operations["ListCorpusEntityTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corpus/{id}/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the exports of a corpus, the newest first
         * @description Needs guest access to the corpus.
         */
        get: operations["ListExports"];
        put?: never;
        /**
         * Start an export of a corpus to a file of SQLite
         * @description The export is made in the background; DownloadExport gives its file once it is done, for two weeks.
         *
         *     Needs contributor access to the corpus.
         */
        post: operations["StartExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corpus/{id}/runs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the worker runs of a corpus's processes, the newest first
         * @description Needs guest access to the corpus.
         */
        get: operations["ListCorpusWorkerRuns"];
        put?: never;
        post?: never;
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
    "/api/v1/datasets/{dataset}/elements/{element}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an element out of a dataset
         * @description Needs contributor access to the corpus.
         */
        delete: operations["DestroyDatasetElement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{dataset}/sets/{set}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rename a set of an open dataset
         * @description Needs guest access to the corpus.
         */
        put: operations["UpdateDatasetSet"];
        post?: never;
        /**
         * Delete a set of an open dataset; its elements stay in the corpus
         * @description Needs guest access to the corpus.
         */
        delete: operations["DestroyDatasetSet"];
        options?: never;
        head?: never;
        /**
         * Rename a set of an open dataset
         * @description Needs guest access to the corpus.
         */
        patch: operations["PartialUpdateDatasetSet"];
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
    "/api/v1/datasets/{id}/clone/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an open copy of a dataset, with its sets and their elements
         * @description Needs contributor access to the corpus.
         */
        post: operations["CloneDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/datasets/{id}/sets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a set to an open dataset
         * @description For administrators of the corpus; others who may see it are refused with 400.
         *
         *     Needs guest access to the corpus.
         */
        post: operations["CreateDatasetSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/element/{child}/parent/{parent}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an element into another one, as its last child
         * @description Needs contributor access to the corpus.
         */
        post: operations["CreateElementParent"];
        /**
         * Take an element out of another one
         * @description Needs contributor access to the corpus.
         */
        delete: operations["DestroyElementParent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/element/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve an element
         * @description Needs guest access to the corpus.
         */
        get: operations["RetrieveElement"];
        /**
         * Update an element
         * @description Needs contributor access to the corpus.
         */
        put: operations["UpdateElement"];
        post?: never;
        /**
         * Delete an element
         * @description For administrators of the corpus, and for contributors who made the element. 400 while a process works with a dataset that one of them is in.
         *
         *     Needs contributor access to the corpus.
         */
        delete: operations["DestroyElement"];
        options?: never;
        head?: never;
        /**
         * Update a part of an element
         * @description Needs contributor access to the corpus.
         */
        patch: operations["PartialUpdateElement"];
        trace?: never;
    };
    "/api/v1/element/{id}/children/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create many children of an element, all of them or none
         * @description They come after its other children, in the order in which they are sent.
         *
         *     Needs contributor access to the corpus.
         */
        post: operations["CreateElements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/element/{id}/datasets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sets of datasets that an element is in
         * @description Needs guest access to the corpus.
         */
        get: operations["ListElementDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/element/{id}/metadata/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the metadata of an element, all of them
         * @description Needs guest access to the corpus.
         */
        get: operations["ListElementMetaData"];
        put?: never;
        /**
         * Create a metadata of an element
         * @description Needs contributor access to the corpus.
         */
        post: operations["CreateMetaData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/element/{id}/metadata/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create metadata of an element, all of them or none
         * @description Needs contributor access to the corpus.
         */
        post: operations["CreateMetaDataBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/element/{id}/transcription/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a transcription of an element
         * @description Needs contributor access to the corpus.
         */
        post: operations["CreateTranscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/element/{id}/transcriptions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the transcriptions of an element
         * @description Needs guest access to the corpus.
         */
        get: operations["ListTranscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/element/{id}/transcriptions/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create transcriptions of parts of an element, all of them or none
         * @description Each part is the child of this type that has the polygon already, or a new one on the image of the element, named by its number.
         *
         *     Needs contributor access to the corpus.
         */
        post: operations["CreateElementTranscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/elements/{id}/children/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the children of an element
         * @description Recursively there is no position: they are ordered by the moment they were made.
         *
         *     Needs guest access to the corpus.
         */
        get: operations["ListElementChildren"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/elements/{id}/parents/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the parents of an element
         * @description Needs guest access to the corpus.
         */
        get: operations["ListElementParents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/elements/create/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an element
         * @description Needs contributor access to the corpus. With a parent it becomes its last child.
         *
         *     Any user.
         */
        post: operations["CreateElement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/elements/type/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a type of elements in a corpus
         * @description Needs admin access to the corpus. A slug that exists is refused with the `id` of the type that has it.
         *
         *     Any user.
         */
        post: operations["CreateElementType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/elements/type/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update a type of elements
         * @description Needs admin access to the corpus.
         */
        put: operations["UpdateElementType"];
        post?: never;
        /**
         * Delete a type that no element has
         * @description Needs admin access to the corpus.
         */
        delete: operations["DestroyElementType"];
        options?: never;
        head?: never;
        /**
         * Update a part of a type of elements
         * @description Needs admin access to the corpus.
         */
        patch: operations["PartialUpdateElementType"];
        trace?: never;
    };
    "/api/v1/entity/types/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an entity type in a corpus
         * @description Needs contributor access to the corpus. A name that exists is refused with the `id` of the type that has it.
         *
         *     Any user.
         */
        post: operations["CreateEntityType"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entity/types/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update an entity type
         * @description Needs admin access to the corpus.
         */
        put: operations["UpdateEntityType"];
        post?: never;
        /**
         * Delete an entity type that no entity has
         * @description Needs admin access to the corpus.
         */
        delete: operations["DestroyEntityType"];
        options?: never;
        head?: never;
        /**
         * Update a part of an entity type
         * @description Needs admin access to the corpus.
         */
        patch: operations["PartialUpdateEntityType"];
        trace?: never;
    };
    "/api/v1/export/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the file of an export
         * @description Leads to the file, by a link that needs no token and expires. An export that is not done is not found.
         *
         *     Needs guest access to the corpus.
         */
        get: operations["DownloadExport"];
        put?: never;
        post?: never;
        /**
         * Delete an export and its file
         * @description Needs admin access to the corpus.
         */
        delete: operations["DestroyExport"];
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
    "/api/v1/image/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve an image
         * @description Any user.
         */
        get: operations["RetrieveImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/image/iiif/url/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an image by the URL that the IIIF image API serves it under
         * @description Its size is looked up where the operator of the server allows the host; elsewhere it is sent. An image that exists is refused with its `id`.
         *
         *     Any user.
         */
        post: operations["CreateIIIFURL"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metadata/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Update a metadata
         * @description Needs contributor access to the corpus.
         */
        put: operations["UpdateMetaData"];
        post?: never;
        /**
         * Delete a metadata
         * @description Needs contributor access to the corpus.
         */
        delete: operations["DestroyMetaData"];
        options?: never;
        head?: never;
        /**
         * Update a part of a metadata
         * @description Needs contributor access to the corpus.
         */
        patch: operations["PartialUpdateMetaData"];
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
    "/api/v1/modelversion/{id}/multipart/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to upload the archive of a model version in parts
         * @description PUT each part to its URL, in any order and as often as it takes, then call `CompleteMultipartUpload`. What is not completed is removed after a week.
         *
         *     Needs contributor access to the model.
         */
        post: operations["CreateMultipartUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/modelversion/{id}/multipart/{upload}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve an upload in parts: what is there, and new URLs for what is not
         * @description Needs contributor access to the model.
         */
        get: operations["RetrieveMultipartUpload"];
        put?: never;
        post?: never;
        /**
         * Give up an upload in parts, and remove what is there of it
         * @description Needs contributor access to the model.
         */
        delete: operations["DestroyMultipartUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/modelversion/{id}/multipart/{upload}/complete/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the parts the archive of the model version, and the version available
         * @description The parts are checked, then the whole by its size and MD5. It may be called again: an upload that was completed is answered as the first time.
         *
         *     Needs contributor access to the model.
         */
        post: operations["CompleteMultipartUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/process/{id}/activities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the activities of a process, in the order in which its elements are worked on
         * @description Needs guest access to the process.
         */
        get: operations["ListWorkerActivities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/{id}/activity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve how far a process is: its activities by state, and when it ends at this pace
         * @description Needs guest access to the process.
         */
        get: operations["RetrieveProcessActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/process/{id}/clear/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take all workers out of a process that has not been started
         * @description Needs admin access to the process.
         */
        delete: operations["ClearProcess"];
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
    "/api/v1/process/{id}/elements/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the elements that a workers process works on
         * @description Needs guest access to the process.
         */
        get: operations["ListProcessElements"];
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
    "/api/v1/process/{id}/select-failures/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Select the elements on which a worker of a process failed
         * @description Needs guest access to the process.
         */
        post: operations["SelectProcessFailures"];
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
    "/api/v1/process/start-activity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the next element of a task
         * @description For tasks: no element is begun twice. 404 where nothing is left.
         *
         *     Any user.
         */
        post: operations["StartWorkerActivity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/process/training/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Train a model on folders of a corpus
         * @description The process is made and started at once.
         *
         *     Any user.
         */
        post: operations["StartTraining"];
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
    "/api/v1/selection/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the elements that you have selected
         * @description Any user.
         */
        get: operations["ListSelection"];
        put?: never;
        /**
         * Select elements
         * @description Any user.
         */
        post: operations["AddSelection"];
        /**
         * Take elements out of your selection
         * @description All of them where the body names none.
         *
         *     Any user.
         */
        delete: operations["RemoveSelection"];
        options?: never;
        head?: never;
        patch?: never;
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
         * @description Users stop it; the agent that runs it says how it ended. The tasks that wait for it, and the state of its process, follow.
         *
         *     Needs admin access to the process; also for the agent that runs the task.
         */
        put: operations["UpdateTask"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set the state of a task
         * @description Users stop it; the agent that runs it says how it ended. The tasks that wait for it, and the state of its process, follow.
         *
         *     Needs admin access to the process; also for the agent that runs the task.
         */
        patch: operations["PartialUpdateTask"];
        trace?: never;
    };
    "/api/v1/task/{id}/artifact/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an artifact of a task
         * @description Needs guest access to the process; also for agents of its farm.
         */
        get: operations["DownloadArtifact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task/{id}/artifacts/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the artifacts of a task
         * @description Those whose content has arrived.
         *
         *     Needs guest access to the process; also for agents of its farm.
         */
        get: operations["ListArtifacts"];
        put?: never;
        /**
         * Announce an artifact of a task, and learn where to put its content
         * @description One that is announced again is uploaded anew.
         *
         *     The task itself, or the agent that runs it.
         */
        post: operations["CreateArtifact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task/{id}/definition/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve what is needed to run a task
         * @description The agent that runs the task.
         */
        get: operations["RetrieveTaskDefinition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task/{id}/logs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the log of a task
         * @description About 1 MiB at most; ask again from where it ends.
         *
         *     Needs guest access to the process.
         */
        get: operations["RetrieveTaskLogs"];
        put?: never;
        /**
         * Add to the log of a task
         * @description What was sent before is not added again. A log that grows beyond 16 MiB is cut down to its first 8 MiB, and takes no more.
         *
         *     The agent that runs the task.
         */
        post: operations["AppendTaskLogs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task/{id}/restart/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a task again that ended without being completed
         * @description A copy takes its place: what waits for the task waits for the copy.
         *
         *     Needs guest access to the process.
         */
        post: operations["RestartTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transcription/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a transcription
         * @description Needs guest access to the corpus.
         */
        get: operations["RetrieveTranscription"];
        /**
         * Update a transcription
         * @description Needs contributor access to the corpus.
         */
        put: operations["UpdateTranscription"];
        post?: never;
        /**
         * Delete a transcription with its entities
         * @description Needs contributor access to the corpus.
         */
        delete: operations["DestroyTranscription"];
        options?: never;
        head?: never;
        /**
         * Update a part of a transcription
         * @description Needs contributor access to the corpus.
         */
        patch: operations["PartialUpdateTranscription"];
        trace?: never;
    };
    "/api/v1/transcription/{id}/entities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the entities in a transcription, by their place
         * @description Needs guest access to the corpus.
         */
        get: operations["ListTranscriptionEntities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transcription/{id}/entities/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create many entities in a transcription, all of them or none
         * @description Needs contributor access to the corpus.
         */
        post: operations["CreateTranscriptionEntities"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transcription/{id}/entity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create an entity in a transcription
         * @description Needs contributor access to the corpus.
         */
        post: operations["CreateTranscriptionEntity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/transcription/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create transcriptions of many elements, all of them or none
         * @description Needs contributor access to the corpora of the elements.
         *
         *     Any user.
         */
        post: operations["CreateTranscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/workers/versions/{id}/activity/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say how far a worker is with an element
         * @description By tasks of the process, and its administrators. 409 where the element was begun already: the worker leaves it out.
         *
         *     Needs admin access to the process.
         */
        put: operations["UpdateWorkerActivity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
        Agent: {
            /** Format: date-time */
            created: string;
            /** @description What runs its tasks. */
            executor: string;
            farm: components["schemas"]["Farm"];
            /** @description The names of its GPUs, each once. */
            gpus: string[];
            /** Format: uuid */
            id: string;
            /** @description Whether it was heard of lately. */
            is_alive: boolean;
            /** Format: date-time */
            last_seen: string;
            /** @description How many tasks it runs at once. */
            maximum_tasks: number;
            /** @example gpu-1 */
            name: string;
            running_tasks: number;
        };
        AgentAction: {
            /** @enum {string} */
            action: "start" | "stop" | "forget";
            /** @description Which begin of the task it is. */
            attempt: number;
            /** Format: uuid */
            task_id: string;
            /** @description Of the task, with `start`; told only now. */
            token?: string;
        };
        AgentActions: {
            actions: components["schemas"]["AgentAction"][];
            /** @description How often the agent is to be heard of. */
            heartbeat_seconds: number;
            /** @description How long it has its tasks without a word. */
            lease_seconds: number;
        };
        Artifact: {
            content_type: string;
            /** Format: date-time */
            created: string;
            /** Format: uuid */
            id: string;
            /**
             * @description Where it stands in the task's folder, with slashes between folders.
             * @example metrics.json
             */
            path: string;
            /**
             * Format: uri
             * @description Where its content is to be PUT within an hour; null where you may not.
             */
            s3_put_url: string | null;
            /** @description Bytes. */
            size: number;
            /** Format: date-time */
            updated: string;
        };
        Classifications: {
            classifications: components["schemas"]["CreatedClassification"][];
            /** Format: uuid */
            parent: string;
            /** Format: uuid */
            worker_run_id: string | null;
        };
        Corpus: {
            /** Format: date-time */
            created: string;
            /** @description Markdown. */
            description: string;
            /** Format: uuid */
            id: string;
            /** @description Whether search engines of the instance may index it. */
            indexable: boolean;
            /** @description Seconds that a task may run at most. */
            maximum_task_ttl: number | null;
            name: string;
            /** @description Whether every user may read it. */
            public: boolean;
            /** @description What you may do. */
            rights: ("read" | "write" | "admin")[];
            /** @description The slug of the type that elements at the top have as a rule. */
            top_level_type: string | null;
            types: components["schemas"]["ElementType"][];
            /** Format: date-time */
            updated: string;
        };
        CreatedClassification: {
            /** @description From 0 to 1. */
            confidence: number;
            high_confidence: boolean;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            ml_class: string;
            /** @enum {string} */
            state: "pending" | "validated" | "rejected";
        };
        CreatedMetaData: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            type: "text" | "html" | "markdown" | "date" | "reference" | "numeric" | "location" | "url";
            value: string;
        };
        CreatedTranscription: {
            /** @description From 0 to 1. */
            confidence: number | null;
            /** Format: uuid */
            element_id: string;
            /** Format: uuid */
            id: string;
            /**
             * @description From left to right by default.
             * @enum {string}
             */
            orientation: "horizontal-lr" | "horizontal-rl" | "vertical-lr" | "vertical-rl";
            text: string;
        };
        CreatedTranscriptionEntity: {
            confidence: number | null;
            /** Format: uuid */
            id: string;
            length: number;
            offset: number;
            /**
             * Format: uuid
             * @description An entity type of the corpus.
             */
            type_id: string;
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
            /** @description Arkindex 1.5 names them only. */
            sets: (components["schemas"]["DatasetSet"] | string)[];
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
            /** @description Null where not asked for. */
            classes: components["schemas"]["ElementClassification"][] | null;
            confidence: number | null;
            corpus: {
                /** Format: uuid */
                id: string;
            } | null;
            /** Format: date-time */
            created: string;
            /** @description Null where it was not asked for. */
            has_children: boolean | null;
            /** Format: uuid */
            id: string;
            /** @description Null where not asked for. */
            metadata: components["schemas"]["ElementMetaData"][] | null;
            mirrored: boolean;
            name: string;
            /** @description Degrees. */
            rotation_angle: number;
            /**
             * Format: uri
             * @description Null: the server makes no thumbnails.
             */
            thumbnail_url: string | null;
            /** @description Null where not asked for. */
            transcriptions: components["schemas"]["ElementTranscription"][] | null;
            /** @description The slug of its type. */
            type: string;
            worker_run: {
                /** Format: uuid */
                id: string;
                summary: string;
            } | null;
            zone: {
                /** Format: uuid */
                id: string;
                image: components["schemas"]["Image"];
                /**
                 * @description Points in pixels of the image, each as [x, y].
                 * @example [
                 *       [
                 *         0,
                 *         0
                 *       ],
                 *       [
                 *         0,
                 *         100
                 *       ],
                 *       [
                 *         200,
                 *         100
                 *       ],
                 *       [
                 *         200,
                 *         0
                 *       ]
                 *     ]
                 */
                polygon: number[][];
                /**
                 * Format: uri
                 * @description The part of the image around the element.
                 */
                url: string;
            } | null;
        };
        ElementClassification: {
            confidence: number;
            high_confidence: boolean;
            /** Format: uuid */
            id: string;
            ml_class: components["schemas"]["MLClassReference"];
            /** @enum {string} */
            state: "pending" | "validated" | "rejected";
            worker_run: {
                /** Format: uuid */
                id: string;
                summary: string;
            } | null;
        };
        ElementDataset: {
            dataset: components["schemas"]["Dataset"];
            /** @example training */
            set: string;
        };
        ElementId: {
            /** Format: uuid */
            id: string;
        };
        ElementMetaData: {
            dates: components["schemas"]["MetaDataDate"][];
            /** Format: uuid */
            id: string;
            name: string;
            type: string;
            value: string;
        };
        ElementParent: {
            /** Format: uuid */
            child: string;
            /** Format: uuid */
            parent: string;
        };
        ElementTranscription: {
            confidence: number | null;
            /** Format: uuid */
            id: string;
            orientation: string;
            text: string;
            worker_run: {
                /** Format: uuid */
                id: string;
                summary: string;
            } | null;
        };
        ElementTranscriptionResult: {
            /** @description Whether the element was made; with `return_elements`. */
            created?: boolean;
            /**
             * Format: uuid
             * @description The element that it is of; with `return_elements`.
             */
            element_id?: string;
            /**
             * Format: uuid
             * @description The id of the transcription.
             */
            id: string;
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
        EntityType: {
            color: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        Export: {
            /** Format: uuid */
            corpus_id: string;
            /** Format: date-time */
            created: string;
            /** @description The version of the structure of its file. */
            format: number;
            /** Format: uuid */
            id: string;
            /** @description Bytes of the file; null until it is done. */
            size: number | null;
            /**
             * @description The database that it is made from.
             * @enum {string}
             */
            source: "default";
            /** @enum {string} */
            state: "created" | "running" | "done" | "failed";
            /** Format: date-time */
            updated: string;
            user: components["schemas"]["ExportUser"];
        };
        /** @description Who asked for it. */
        ExportUser: {
            display_name: string;
            email: string;
            /** Format: uuid */
            id: string;
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
        FullElement: {
            classifications: components["schemas"]["ElementClassification"][];
            confidence: number | null;
            corpus: components["schemas"]["FullElementCorpus"];
            /** Format: date-time */
            created: string;
            /** @description The email address of who made it. */
            creator: string | null;
            has_children: boolean;
            /** Format: uuid */
            id: string;
            metadata_count: number;
            mirrored: boolean;
            name: string;
            rotation_angle: number;
            thumbnail_url: string | null;
            /** @description The slug of its type. */
            type: string;
            /** Format: date-time */
            updated: string;
            worker_run: {
                /** Format: uuid */
                id: string;
                summary: string;
            } | null;
            zone: {
                /** Format: uuid */
                id: string;
                image: components["schemas"]["Image"];
                /**
                 * @description Points in pixels of the image, each as [x, y].
                 * @example [
                 *       [
                 *         0,
                 *         0
                 *       ],
                 *       [
                 *         0,
                 *         100
                 *       ],
                 *       [
                 *         200,
                 *         100
                 *       ],
                 *       [
                 *         200,
                 *         0
                 *       ]
                 *     ]
                 */
                polygon: number[][];
                /**
                 * Format: uri
                 * @description The part of the image around the element.
                 */
                url: string;
            } | null;
        };
        FullElementCorpus: {
            /** Format: uuid */
            id: string;
            name: string;
            public: boolean;
        };
        Image: {
            /** @description Pixels. */
            height: number;
            /** Format: uuid */
            id: string;
            /** @description What follows the URL of its server. */
            path: string;
            /**
             * Format: uri
             * @description Null: images stay on their own servers.
             */
            s3_url: string | null;
            server: components["schemas"]["ImageServer"];
            /**
             * @description Checked where the server looked its size up.
             * @enum {string}
             */
            status: "unchecked" | "error" | "checked";
            /**
             * Format: uri
             * @description Where the IIIF image API serves it.
             */
            url: string;
            /** @description Pixels. */
            width: number;
        };
        ImageServer: {
            display_name: string;
            max_height: number | null;
            max_width: number | null;
            /** Format: uri */
            url: string;
        };
        MetaData: {
            dates: components["schemas"]["MetaDataDate"][];
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            type: "text" | "html" | "markdown" | "date" | "reference" | "numeric" | "location" | "url";
            value: string;
            worker_run: {
                /** Format: uuid */
                id: string;
                summary: string;
            } | null;
        };
        MetaDataDate: {
            day: number | null;
            month: number | null;
            /** @enum {string} */
            type: "exact" | "lower" | "upper";
            year: number;
        };
        MetaDataList: {
            metadata_list: components["schemas"]["CreatedMetaData"][];
            /** Format: uuid */
            worker_run_id: string | null;
        };
        MLClass: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        MLClassReference: {
            /** Format: uuid */
            id: string;
            name: string;
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
        MultipartUpload: {
            /** Format: date-time */
            created: string;
            /**
             * Format: date-time
             * @description When what was uploaded is removed, where the upload was not completed.
             */
            expires: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            model_version_id: string;
            /** @description Bytes of each part but the last, which holds the rest. */
            part_size: number;
            parts: components["schemas"]["MultipartUploadPart"][];
            /** @description Bytes of the archive. */
            size: number;
        };
        MultipartUploadPart: {
            /** @description The ETag of the part that is there; null where none is. */
            etag: string | null;
            /** @description The place of the part, from 1. */
            number: number;
            /** @description Bytes that the part has. */
            size: number;
            /**
             * Format: uri
             * @description Where the part is to be PUT within an hour; it is answered with an ETag.
             */
            url: string;
        };
        NewAgent: {
            farm: components["schemas"]["Farm"];
            /** @description How often the agent is to be heard of. */
            heartbeat_seconds: number;
            /** Format: uuid */
            id: string;
            /** @description How long it has its tasks without a word. */
            lease_seconds: number;
            /** @example gpu-1 */
            name: string;
            /** @description For `Authorization: Agent ...`; told only now. */
            token: string;
        };
        NewChild: {
            /** @description From 0 to 1. */
            confidence?: number | null;
            /**
             * Format: uuid
             * @description That of the parent where it is left out and there is a polygon.
             */
            image?: string | null;
            metadata?: {
                /** @example Year */
                name: string;
                /** @enum {string} */
                type: "text" | "html" | "markdown" | "date" | "reference" | "numeric" | "location" | "url";
                /** @example 1880 */
                value: string;
            }[];
            mirrored?: boolean;
            /** @example Page 1 */
            name: string;
            /**
             * @description Points in pixels of the image, each as [x, y].
             * @example [
             *       [
             *         0,
             *         0
             *       ],
             *       [
             *         0,
             *         100
             *       ],
             *       [
             *         200,
             *         100
             *       ],
             *       [
             *         200,
             *         0
             *       ]
             *     ]
             */
            polygon?: number[][] | null;
            /** @description Degrees. */
            rotation_angle?: number;
            /**
             * @description The slug of a type of the corpus.
             * @example page
             */
            type: string;
        };
        NewClassification: {
            /** @description From 0 to 1; 1 by default. */
            confidence?: number;
            high_confidence?: boolean;
            /**
             * Format: uuid
             * @description The id of a class of the corpus.
             */
            ml_class: string;
        };
        NewElementTranscription: {
            /** @description From 0 to 1. */
            confidence?: number | null;
            /** @description From 0 to 1: how sure the part itself is. */
            element_confidence?: number | null;
            /**
             * @description From left to right by default.
             * @enum {string}
             */
            orientation?: "horizontal-lr" | "horizontal-rl" | "vertical-lr" | "vertical-rl";
            /**
             * @description Points in pixels of the image, each as [x, y].
             * @example [
             *       [
             *         0,
             *         0
             *       ],
             *       [
             *         0,
             *         100
             *       ],
             *       [
             *         200,
             *         100
             *       ],
             *       [
             *         200,
             *         0
             *       ]
             *     ]
             */
            polygon: number[][];
            /** @example My dear friend, */
            text: string;
        };
        NewMetaData: {
            /** @example Year */
            name: string;
            /** @enum {string} */
            type: "text" | "html" | "markdown" | "date" | "reference" | "numeric" | "location" | "url";
            /** @example 1880 */
            value: string;
        };
        NewTranscription: {
            /** @description From 0 to 1. */
            confidence?: number | null;
            /** Format: uuid */
            element_id: string;
            /**
             * @description From left to right by default.
             * @enum {string}
             */
            orientation?: "horizontal-lr" | "horizontal-rl" | "vertical-lr" | "vertical-rl";
            /** @example My dear friend, */
            text: string;
        };
        NewTranscriptionEntity: {
            /** @description From 0 to 1. */
            confidence?: number | null;
            length: number;
            offset: number;
            /**
             * Format: uuid
             * @description An entity type of the corpus.
             */
            type_id: string;
        };
        PageAgent: {
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
            results: components["schemas"]["Agent"][];
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
        PageElement: {
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
            results: components["schemas"]["Element"][];
        };
        PageElementDataset: {
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
            results: components["schemas"]["ElementDataset"][];
        };
        PageEntityType: {
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
            results: components["schemas"]["EntityType"][];
        };
        PageExport: {
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
            results: components["schemas"]["Export"][];
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
        PageMLClass: {
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
            results: components["schemas"]["MLClass"][];
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
        PageTranscription: {
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
            results: components["schemas"]["Transcription"][];
        };
        PageTranscriptionEntity: {
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
            results: components["schemas"]["TranscriptionEntity"][];
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
        PageWorkerActivity: {
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
            results: components["schemas"]["WorkerActivity"][];
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
            /**
             * @description Whether activities on elements can be recorded.
             * @enum {string}
             */
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
            mode: "workers" | "dataset" | "training" | "template" | "local";
            /**
             * Format: uuid
             * @description The model that a training on folders makes a version of.
             */
            model_id: string | null;
            name: string;
            /** Format: date-time */
            started: string | null;
            /**
             * @description The sum of the states of its tasks.
             * @enum {string}
             */
            state: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
            tasks: components["schemas"]["Task"][];
            /** Format: uuid */
            test_folder_id: string | null;
            thumbnails: boolean;
            /** Format: uuid */
            train_folder_id: string | null;
            /** Format: date-time */
            updated: string;
            use_cache: boolean;
            use_gpu: boolean;
            /** Format: uuid */
            validation_folder_id: string | null;
            /** @description Whether they are. */
            worker_activity: boolean;
        };
        ProcessActivity: {
            /** @enum {string} */
            activity_state: "disabled" | "pending" | "ready" | "error";
            error: number;
            /**
             * Format: date-time
             * @description Null where nothing runs, or no element is done yet.
             */
            estimated_end: string | null;
            processed: number;
            queued: number;
            started: number;
            total: number;
            worker_runs: components["schemas"]["WorkerRunActivity"][];
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
        Selected: {
            /** @description How many were added. */
            selected: number;
        };
        Task: {
            /**
             * Format: uuid
             * @description The agent that runs it, or ran it last.
             */
            agent_id: string | null;
            /** @description How often it was begun. */
            attempt: number;
            chunk: number | null;
            /** Format: date-time */
            created: string;
            /** @description How many tasks come before it, at most. */
            depth: number;
            /** Format: date-time */
            finished: string | null;
            /** @description The name of the GPU that it has, or had. */
            gpu: string | null;
            /** Format: uuid */
            id: string;
            image: string | null;
            /**
             * Format: uuid
             * @description The task that it is a copy of, made by a restart.
             */
            original_task_id: string | null;
            /** @description The tasks that must be completed before it. */
            parents: string[];
            /** Format: uuid */
            process_id: string;
            requires_gpu: boolean;
            /** @description Counts the retries of the process, from 0. */
            run: number;
            slug: string;
            /**
             * Format: date-time
             * @description When it was begun the last time.
             */
            started: string | null;
            /** @enum {string} */
            state: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
            /** Format: date-time */
            updated: string;
            /** Format: uuid */
            worker_run_id: string | null;
        };
        TaskDefinition: {
            /** @description Tasks whose artifacts it expects below /data/<task id>/. */
            artifacts_of: components["schemas"]["TaskInput"][];
            attempt: number;
            command: string | null;
            /**
             * @description Variables of the task's environment, each a text; its token comes with `start`.
             * @example {
             *       "PONOS_DATA": "/data"
             *     }
             */
            env: {
                [key: string]: unknown;
            };
            /** @description The name of the GPU that is its own. */
            gpu: string | null;
            /** Format: uuid */
            id: string;
            image: string;
            /** @description Bytes. */
            memory_limit: number | null;
            /** @description The size of /dev/shm, as Docker takes it. */
            shm_size: string | null;
            slug: string;
            /** @description Seconds. */
            time_limit: number | null;
        };
        TaskInput: {
            /** @description The one artifact that is needed; all where it is left out. */
            path?: string;
            /** Format: uuid */
            task_id: string;
        };
        TaskLog: {
            /** @description Whether only its beginning was kept. */
            is_cut: boolean;
            /** @description Bytes of the whole log as it is now. */
            size: number;
            text: string;
        };
        TaskLogSize: {
            /** @description Whether nothing is kept any more. */
            is_cut: boolean;
            /** @description How many bytes of the log of this attempt have arrived. */
            size: number;
        };
        Transcription: {
            confidence: number | null;
            element: {
                /** Format: uuid */
                id: string;
                name: string;
                type: string;
            } | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            orientation: "horizontal-lr" | "horizontal-rl" | "vertical-lr" | "vertical-rl";
            text: string;
            worker_run: {
                /** Format: uuid */
                id: string;
                summary: string;
            } | null;
        };
        TranscriptionEntities: {
            transcription_entities: components["schemas"]["CreatedTranscriptionEntity"][];
            /** Format: uuid */
            worker_run_id: string | null;
        };
        TranscriptionEntity: {
            confidence: number | null;
            /** Format: uuid */
            id: string;
            /** @description In characters. */
            length: number;
            /** @description In characters of the text of the transcription, from 0. */
            offset: number;
            type: components["schemas"]["EntityType"];
            worker_run: {
                /** Format: uuid */
                id: string;
                summary: string;
            } | null;
        };
        Transcriptions: {
            transcriptions: components["schemas"]["CreatedTranscription"][];
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
        WorkerActivity: {
            chunk: number;
            /** Format: uuid */
            element_id: string;
            /** Format: date-time */
            finished: string | null;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            started: string | null;
            /** @enum {string} */
            state: "queued" | "started" | "processed" | "error";
            /** Format: uuid */
            worker_run_id: string;
        };
        WorkerActivityUpdate: {
            /**
             * Format: uuid
             * @description The element that is worked on.
             */
            element_id: string;
            /**
             * Format: uuid
             * @description The process of the worker run.
             */
            process_id: string;
            /** @enum {string} */
            state: "queued" | "started" | "processed" | "error";
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
        WorkerRunActivity: {
            error: number;
            /** Format: uuid */
            id: string;
            /** @description How long one element took, on average. */
            mean_seconds: number | null;
            processed: number;
            queued: number;
            started: number;
            summary: string;
            total: number;
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
            mode: "workers" | "dataset" | "training" | "template" | "local";
            /**
             * Format: uuid
             * @description The model that a training on folders makes a version of.
             */
            model_id: string | null;
            name: string;
            /** @enum {string} */
            state: "unscheduled" | "pending" | "running" | "completed" | "failed" | "error" | "stopping" | "stopped" | "cancelled";
            /** Format: uuid */
            test_folder_id: string | null;
            /** Format: uuid */
            train_folder_id: string | null;
            use_cache: boolean;
            /** Format: uuid */
            validation_folder_id: string | null;
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
    ListAgents: {
        parameters: {
            query?: {
                /** @description Only agents of this farm. */
                farm?: string;
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
            /** @description A page of agents */
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
                     *           "name": "gpu-1",
                     *           "farm": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text"
                     *           },
                     *           "maximum_tasks": 1,
                     *           "gpus": [
                     *             "text"
                     *           ],
                     *           "executor": "text",
                     *           "is_alive": false,
                     *           "running_tasks": 0,
                     *           "last_seen": "2026-11-21T09:30:00.000Z",
                     *           "created": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageAgent"];
                };
            };
        };
    };
    CreateAgent: {
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
                 *       "farm_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "farm_name": "text",
                 *       "key": "correct horse battery",
                 *       "name": "gpu-1",
                 *       "maximum_tasks": 1,
                 *       "gpus": [
                 *         "text"
                 *       ],
                 *       "executor": "podman"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description What runs its tasks.
                     * @enum {string}
                     */
                    executor: "podman" | "docker" | "buildah" | "process" | "none";
                    /**
                     * Format: uuid
                     * @description The farm; the default one where neither id nor name is given.
                     */
                    farm_id?: string | null;
                    /** @description The farm by its name, where its id is not given. */
                    farm_name?: string | null;
                    /** @description The names of its GPUs, each once. */
                    gpus?: string[];
                    /**
                     * Format: password
                     * @description The key of the farm.
                     */
                    key: string;
                    /** @description How many tasks it runs at once. */
                    maximum_tasks: number;
                    /** @example gpu-1 */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The agent was registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "gpu-1",
                     *       "farm": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "token": "text",
                     *       "heartbeat_seconds": 1,
                     *       "lease_seconds": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NewAgent"];
                };
            };
        };
    };
    DestroyAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the agent. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent is removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RetrieveAgentActions: {
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
                 *       "tasks": [
                 *         {
                 *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *           "attempt": 1
                 *         }
                 *       ],
                 *       "accepts": false,
                 *       "wait": 0
                 *     }
                 */
                "application/json": {
                    /** @description Whether the agent takes more tasks. */
                    accepts: boolean;
                    /** @description The tasks that the agent runs. */
                    tasks: {
                        /** @description Which begin of the task it is. */
                        attempt: number;
                        /** Format: uuid */
                        id: string;
                    }[];
                    /** @description How many seconds the answer may wait until there is something to do. */
                    wait?: number;
                };
            };
        };
        responses: {
            /** @description What to do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "actions": [
                     *         {
                     *           "action": "start",
                     *           "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 1,
                     *           "token": "text"
                     *         }
                     *       ],
                     *       "heartbeat_seconds": 1,
                     *       "lease_seconds": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AgentActions"];
                };
            };
        };
    };
    CreateClassifications: {
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
                 *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "classifications": [
                 *         {
                 *           "ml_class": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *           "confidence": 0,
                 *           "high_confidence": false
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    classifications: components["schemas"]["NewClassification"][];
                    /**
                     * Format: uuid
                     * @description The id of the element.
                     */
                    parent: string;
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The classifications were created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "classifications": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "ml_class": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "confidence": 0,
                     *           "high_confidence": false,
                     *           "state": "pending"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Classifications"];
                };
            };
        };
    };
    CreateClassification: {
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
                 *       "element": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "ml_class": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "confidence": 0,
                 *       "high_confidence": false,
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** @description From 0 to 1; 1 by default. */
                    confidence?: number;
                    /** Format: uuid */
                    element: string;
                    high_confidence?: boolean;
                    /**
                     * Format: uuid
                     * @description The id of a class of the corpus.
                     */
                    ml_class: string;
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The classification was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "ml_class": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "state": "pending",
                     *       "confidence": 1,
                     *       "high_confidence": false,
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ElementClassification"];
                };
            };
        };
    };
    DestroyClassification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the classification. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The classification is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RejectClassification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the classification. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The classification */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "ml_class": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "state": "pending",
                     *       "confidence": 1,
                     *       "high_confidence": false,
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ElementClassification"];
                };
            };
        };
    };
    ValidateClassification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the classification. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The classification */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "ml_class": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text"
                     *       },
                     *       "state": "pending",
                     *       "confidence": 1,
                     *       "high_confidence": false,
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ElementClassification"];
                };
            };
        };
    };
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
                     *         "indexable": false,
                     *         "maximum_task_ttl": 1,
                     *         "top_level_type": "text",
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
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Corpus"][];
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
                 *       "public": false,
                 *       "indexable": false,
                 *       "top_level_type": "text",
                 *       "maximum_task_ttl": 1
                 *     }
                 */
                "application/json": {
                    description?: string;
                    indexable?: boolean;
                    /** @description Seconds that a task may run at most; administrators of the instance set it. */
                    maximum_task_ttl?: number | null;
                    /** @example Letters */
                    name: string;
                    public?: boolean;
                    /** @description The slug of a type of the corpus, which elements at the top have as a rule. */
                    top_level_type?: string | null;
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
                     *       "indexable": false,
                     *       "maximum_task_ttl": 1,
                     *       "top_level_type": "text",
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
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Corpus"];
                };
            };
        };
    };
    RetrieveMLClass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the corpus. */
                corpus: string;
                /** @description The id of the class. */
                mlclass: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The class */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MLClass"];
                };
            };
        };
    };
    UpdateMLClass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the corpus. */
                corpus: string;
                /** @description The id of the class. */
                mlclass: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "letter"
                 *     }
                 */
                "application/json": {
                    /** @example letter */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The class */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MLClass"];
                };
            };
        };
    };
    DestroyMLClass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the corpus. */
                corpus: string;
                /** @description The id of the class. */
                mlclass: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The class is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PartialUpdateMLClass: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the corpus. */
                corpus: string;
                /** @description The id of the class. */
                mlclass: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "letter"
                 *     }
                 */
                "application/json": {
                    /** @example letter */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The class */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MLClass"];
                };
            };
        };
    };
    ListElements: {
        parameters: {
            query?: {
                /** @description A class: only elements whose best class it is. True or false: only elements with or without one. Best is a class that was validated, or that is of high confidence and was not rejected. */
                best_class?: boolean | string;
                /** @description Only elements with this class, unless it was rejected. */
                class_id?: string;
                /** @description Compared with the confidence of the class; needs `class_id`. */
                classification_confidence?: number;
                /** @description How they are compared; eq by default. */
                classification_confidence_operator?: "lt" | "lte" | "gt" | "gte" | "eq";
                /** @description Whether the class is of high confidence; needs `class_id`. */
                classification_high_confidence?: boolean;
                /** @description Compared with the confidence of the element. */
                confidence?: number;
                /** @description How they are compared; eq by default. */
                confidence_operator?: "lt" | "lte" | "gt" | "gte" | "eq";
                /** @description Only elements that this user made. */
                creator_email?: string;
                /** @description True for types that are folders, false for the others. */
                folder?: boolean;
                /** @description Only elements with a metadata of this name. */
                metadata_name?: string;
                /** @description How the values are compared; eq by default. The first four compare numbers, and contains finds parts in any case of A to Z. */
                metadata_operator?: "lt" | "lte" | "gt" | "gte" | "eq" | "contains";
                /** @description The value of that metadata. */
                metadata_value?: string;
                mirrored?: boolean;
                /** @description Part of the name; letters from A to Z in any case. */
                name?: string;
                /** @description By the moment they were made, unless it says otherwise. */
                order?: "created" | "name" | "random";
                order_direction?: "asc" | "desc";
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                rotation_angle?: number;
                /** @description True for elements without a parent, false for the others. */
                top_level?: boolean;
                /** @description Only elements with a transcription of this worker run; false for one of none. */
                transcription_worker_run?: string | boolean;
                /** @description Only elements with a transcription of this worker version; false for one of none. */
                transcription_worker_version?: string | boolean;
                /** @description The slug of the type. */
                type?: string;
                /** @description Whether classifications are shown. */
                with_classes?: boolean;
                /** @description Whether the corpus is shown; true by default. */
                with_corpus?: boolean;
                /** @description Whether it is told which elements have children. */
                with_has_children?: boolean;
                /** @description Whether metadata are shown. */
                with_metadata?: boolean;
                /** @description Whether image and polygon are shown; true by default. */
                with_zone?: boolean;
                /** @description Only what this worker run made; false for what none made. */
                worker_run?: string | boolean;
                /** @description Only what runs of this worker version made; false for what none made. */
                worker_version?: string | boolean;
            };
            header?: never;
            path: {
                /** @description The id of the corpus. */
                corpus: string;
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
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "type": "text",
                     *           "name": "text",
                     *           "corpus": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "thumbnail_url": "https://git.example.com/workers/recognizer",
                     *           "zone": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "polygon": [
                     *               [
                     *                 0,
                     *                 0
                     *               ],
                     *               [
                     *                 0,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 0
                     *               ]
                     *             ],
                     *             "image": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "path": "text",
                     *               "width": 0,
                     *               "height": 0,
                     *               "url": "https://git.example.com/workers/recognizer",
                     *               "s3_url": "https://git.example.com/workers/recognizer",
                     *               "status": "unchecked",
                     *               "server": {
                     *                 "display_name": "text",
                     *                 "url": "https://git.example.com/workers/recognizer",
                     *                 "max_width": 1,
                     *                 "max_height": 1
                     *               }
                     *             },
                     *             "url": "https://git.example.com/workers/recognizer"
                     *           },
                     *           "rotation_angle": 0,
                     *           "mirrored": false,
                     *           "confidence": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "has_children": false,
                     *           "classes": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "ml_class": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "name": "text"
                     *               },
                     *               "state": "pending",
                     *               "confidence": 1,
                     *               "high_confidence": false,
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "metadata": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "type": "text",
                     *               "name": "text",
                     *               "value": "text",
                     *               "dates": [
                     *                 {
                     *                   "type": "exact",
                     *                   "year": 1,
                     *                   "month": 1,
                     *                   "day": 1
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "transcriptions": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "text": "text",
                     *               "confidence": 1,
                     *               "orientation": "text",
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageElement"];
                };
            };
        };
    };
    DestroyElements: {
        parameters: {
            query?: {
                /** @description Whether all that is below them is deleted too, which is the default. */
                delete_children?: boolean;
                /** @description Only elements without a parent. */
                top_level?: boolean;
                /** @description Only elements of the type with this slug. */
                type?: string;
            };
            header?: never;
            path: {
                /** @description The id of the corpus. */
                corpus: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The elements are deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DestroyWorkerResults: {
        parameters: {
            query?: {
                /** @description A configuration, or false for runs without one. */
                configuration_id?: string | boolean;
                /** @description Only results on this element and what is below it; the element itself stays. */
                element_id?: string;
                /** @description A model version, or false for runs without one. */
                model_version_id?: string | boolean;
                worker_run_id?: string;
                worker_version_id?: string;
            };
            header?: never;
            path: {
                /** @description The id of the corpus. */
                corpus: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The results are deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
                     *       "indexable": false,
                     *       "maximum_task_ttl": 1,
                     *       "top_level_type": "text",
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
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Corpus"];
                };
            };
        };
    };
    UpdateCorpus: {
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
                 *       "name": "Letters",
                 *       "description": "text",
                 *       "public": false,
                 *       "indexable": false,
                 *       "top_level_type": "text",
                 *       "maximum_task_ttl": 1
                 *     }
                 */
                "application/json": {
                    description?: string;
                    indexable?: boolean;
                    /** @description Seconds that a task may run at most; administrators of the instance set it. */
                    maximum_task_ttl?: number | null;
                    /** @example Letters */
                    name: string;
                    public?: boolean;
                    /** @description The slug of a type of the corpus, which elements at the top have as a rule. */
                    top_level_type?: string | null;
                };
            };
        };
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
                     *       "indexable": false,
                     *       "maximum_task_ttl": 1,
                     *       "top_level_type": "text",
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
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Corpus"];
                };
            };
        };
    };
    DestroyCorpus: {
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
            /** @description The corpus is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PartialUpdateCorpus: {
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
                 *       "name": "Letters",
                 *       "description": "text",
                 *       "public": false,
                 *       "indexable": false,
                 *       "top_level_type": "text",
                 *       "maximum_task_ttl": 1
                 *     }
                 */
                "application/json": {
                    description?: string;
                    indexable?: boolean;
                    /** @description Seconds that a task may run at most; administrators of the instance set it. */
                    maximum_task_ttl?: number | null;
                    /** @example Letters */
                    name?: string;
                    public?: boolean;
                    /** @description The slug of a type of the corpus, which elements at the top have as a rule. */
                    top_level_type?: string | null;
                };
            };
        };
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
                     *       "indexable": false,
                     *       "maximum_task_ttl": 1,
                     *       "top_level_type": "text",
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
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Corpus"];
                };
            };
        };
    };
    ListCorpusMLClasses: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description The beginning of the name. */
                search?: string;
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
            /** @description A page of classes */
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
                    "application/json": components["schemas"]["PageMLClass"];
                };
            };
        };
    };
    CreateMLClass: {
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
                 *       "name": "letter"
                 *     }
                 */
                "application/json": {
                    /** @example letter */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The class was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MLClass"];
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
        };
    };
    ListCorpusEntityTypes: {
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
            /** @description A page of entity types */
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
                     *           "color": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageEntityType"];
                };
            };
        };
    };
    ListExports: {
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
            /** @description A page of exports */
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
                     *           "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "user": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "email": "text",
                     *             "display_name": "text"
                     *           },
                     *           "state": "created",
                     *           "source": "default",
                     *           "format": 1,
                     *           "size": 0,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "updated": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageExport"];
                };
            };
        };
    };
    StartExport: {
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
                 *       "source": "default",
                 *       "format": 10
                 *     }
                 */
                "application/json": {
                    /** @description The version of the structure: 11, the default, or 10, where entities are objects of their own. */
                    format?: number;
                    /** @enum {string} */
                    source?: "default";
                };
            };
        };
        responses: {
            /** @description The export was started */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "user": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "email": "text",
                     *         "display_name": "text"
                     *       },
                     *       "state": "created",
                     *       "source": "default",
                     *       "format": 1,
                     *       "size": 0,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Export"];
                };
            };
        };
    };
    ListCorpusWorkerRuns: {
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
                     *             "activity_state": "disabled",
                     *             "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "summary": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerRun"];
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
        };
    };
    DestroyDatasetElement: {
        parameters: {
            query?: {
                /** @description The name of the one set that it is taken out of; of all where it is left out. */
                set?: string;
            };
            header?: never;
            path: {
                /** @description The id of the dataset. */
                dataset: string;
                /** @description The id of the element. */
                element: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The element is not in it any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    UpdateDatasetSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                dataset: string;
                /** @description The id of the set. */
                set: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "training"
                 *     }
                 */
                "application/json": {
                    /** @example training */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "training"
                     *     }
                     */
                    "application/json": components["schemas"]["DatasetSet"];
                };
            };
        };
    };
    DestroyDatasetSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                dataset: string;
                /** @description The id of the set. */
                set: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The set is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PartialUpdateDatasetSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the dataset. */
                dataset: string;
                /** @description The id of the set. */
                set: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "training"
                 *     }
                 */
                "application/json": {
                    /** @example training */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "training"
                     *     }
                     */
                    "application/json": components["schemas"]["DatasetSet"];
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
        };
    };
    CloneDataset: {
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
            /** @description The copy */
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
                     *             "thumbnail_url": "https://git.example.com/workers/recognizer",
                     *             "zone": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "polygon": [
                     *                 [
                     *                   0,
                     *                   0
                     *                 ],
                     *                 [
                     *                   0,
                     *                   100
                     *                 ],
                     *                 [
                     *                   200,
                     *                   100
                     *                 ],
                     *                 [
                     *                   200,
                     *                   0
                     *                 ]
                     *               ],
                     *               "image": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "path": "text",
                     *                 "width": 0,
                     *                 "height": 0,
                     *                 "url": "https://git.example.com/workers/recognizer",
                     *                 "s3_url": "https://git.example.com/workers/recognizer",
                     *                 "status": "unchecked",
                     *                 "server": {
                     *                   "display_name": "text",
                     *                   "url": "https://git.example.com/workers/recognizer",
                     *                   "max_width": 1,
                     *                   "max_height": 1
                     *                 }
                     *               },
                     *               "url": "https://git.example.com/workers/recognizer"
                     *             },
                     *             "rotation_angle": 0,
                     *             "mirrored": false,
                     *             "confidence": 1,
                     *             "created": "2026-11-21T09:30:00.000Z",
                     *             "has_children": false,
                     *             "classes": [
                     *               {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "ml_class": {
                     *                   "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                   "name": "text"
                     *                 },
                     *                 "state": "pending",
                     *                 "confidence": 1,
                     *                 "high_confidence": false,
                     *                 "worker_run": {
                     *                   "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                   "summary": "text"
                     *                 }
                     *               }
                     *             ],
                     *             "metadata": [
                     *               {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "type": "text",
                     *                 "name": "text",
                     *                 "value": "text",
                     *                 "dates": [
                     *                   {
                     *                     "type": "exact",
                     *                     "year": 1,
                     *                     "month": 1,
                     *                     "day": 1
                     *                   }
                     *                 ]
                     *               }
                     *             ],
                     *             "transcriptions": [
                     *               {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "text": "text",
                     *                 "confidence": 1,
                     *                 "orientation": "text",
                     *                 "worker_run": {
                     *                   "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                   "summary": "text"
                     *                 }
                     *               }
                     *             ],
                     *             "worker_run": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "summary": "text"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageDatasetElement"];
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
                     *         "thumbnail_url": "https://git.example.com/workers/recognizer",
                     *         "zone": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "polygon": [
                     *             [
                     *               0,
                     *               0
                     *             ],
                     *             [
                     *               0,
                     *               100
                     *             ],
                     *             [
                     *               200,
                     *               100
                     *             ],
                     *             [
                     *               200,
                     *               0
                     *             ]
                     *           ],
                     *           "image": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "path": "text",
                     *             "width": 0,
                     *             "height": 0,
                     *             "url": "https://git.example.com/workers/recognizer",
                     *             "s3_url": "https://git.example.com/workers/recognizer",
                     *             "status": "unchecked",
                     *             "server": {
                     *               "display_name": "text",
                     *               "url": "https://git.example.com/workers/recognizer",
                     *               "max_width": 1,
                     *               "max_height": 1
                     *             }
                     *           },
                     *           "url": "https://git.example.com/workers/recognizer"
                     *         },
                     *         "rotation_angle": 0,
                     *         "mirrored": false,
                     *         "confidence": 1,
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "has_children": false,
                     *         "classes": [
                     *           {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "ml_class": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "name": "text"
                     *             },
                     *             "state": "pending",
                     *             "confidence": 1,
                     *             "high_confidence": false,
                     *             "worker_run": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "summary": "text"
                     *             }
                     *           }
                     *         ],
                     *         "metadata": [
                     *           {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "type": "text",
                     *             "name": "text",
                     *             "value": "text",
                     *             "dates": [
                     *               {
                     *                 "type": "exact",
                     *                 "year": 1,
                     *                 "month": 1,
                     *                 "day": 1
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "transcriptions": [
                     *           {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "text": "text",
                     *             "confidence": 1,
                     *             "orientation": "text",
                     *             "worker_run": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "summary": "text"
                     *             }
                     *           }
                     *         ],
                     *         "worker_run": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "summary": "text"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DatasetElement"];
                };
            };
        };
    };
    CreateDatasetSet: {
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
                 *       "name": "training"
                 *     }
                 */
                "application/json": {
                    /** @example training */
                    name: string;
                };
            };
        };
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
                     *       "name": "training"
                     *     }
                     */
                    "application/json": components["schemas"]["DatasetSet"];
                };
            };
        };
    };
    CreateElementParent: {
        parameters: {
            query?: {
                /** @description Whether it comes after the last child of its own type alone; false by default. */
                type_ordering?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the child. */
                child: string;
                /** @description The id of the parent. */
                parent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The element has this parent */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "child": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *     }
                     */
                    "application/json": components["schemas"]["ElementParent"];
                };
            };
        };
    };
    DestroyElementParent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the child. */
                child: string;
                /** @description The id of the parent. */
                parent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The element no longer has this parent */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RetrieveElement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The element */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type": "text",
                     *       "name": "text",
                     *       "corpus": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "public": false
                     *       },
                     *       "thumbnail_url": "text",
                     *       "zone": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "polygon": [
                     *           [
                     *             0,
                     *             0
                     *           ],
                     *           [
                     *             0,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             0
                     *           ]
                     *         ],
                     *         "image": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "path": "text",
                     *           "width": 0,
                     *           "height": 0,
                     *           "url": "https://git.example.com/workers/recognizer",
                     *           "s3_url": "https://git.example.com/workers/recognizer",
                     *           "status": "unchecked",
                     *           "server": {
                     *             "display_name": "text",
                     *             "url": "https://git.example.com/workers/recognizer",
                     *             "max_width": 1,
                     *             "max_height": 1
                     *           }
                     *         },
                     *         "url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "rotation_angle": 0,
                     *       "mirrored": false,
                     *       "confidence": 1,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "creator": "text",
                     *       "has_children": false,
                     *       "metadata_count": 0,
                     *       "classifications": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "ml_class": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text"
                     *           },
                     *           "state": "pending",
                     *           "confidence": 1,
                     *           "high_confidence": false,
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ],
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FullElement"];
                };
            };
        };
    };
    UpdateElement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Page 1",
                 *       "type": "page",
                 *       "image": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "polygon": [
                 *         [
                 *           0,
                 *           0
                 *         ],
                 *         [
                 *           0,
                 *           100
                 *         ],
                 *         [
                 *           200,
                 *           100
                 *         ],
                 *         [
                 *           200,
                 *           0
                 *         ]
                 *       ],
                 *       "rotation_angle": 0,
                 *       "mirrored": false,
                 *       "confidence": 0
                 *     }
                 */
                "application/json": {
                    /** @description From 0 to 1. */
                    confidence?: number | null;
                    /**
                     * Format: uuid
                     * @description That of the parent where it is left out and there is a polygon.
                     */
                    image?: string | null;
                    mirrored?: boolean;
                    /** @example Page 1 */
                    name: string;
                    /**
                     * @description Points in pixels of the image, each as [x, y].
                     * @example [
                     *       [
                     *         0,
                     *         0
                     *       ],
                     *       [
                     *         0,
                     *         100
                     *       ],
                     *       [
                     *         200,
                     *         100
                     *       ],
                     *       [
                     *         200,
                     *         0
                     *       ]
                     *     ]
                     */
                    polygon?: number[][] | null;
                    /** @description Degrees. */
                    rotation_angle?: number;
                    /**
                     * @description The slug of a type of the corpus.
                     * @example page
                     */
                    type?: string;
                };
            };
        };
        responses: {
            /** @description The element */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type": "text",
                     *       "name": "text",
                     *       "corpus": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "public": false
                     *       },
                     *       "thumbnail_url": "text",
                     *       "zone": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "polygon": [
                     *           [
                     *             0,
                     *             0
                     *           ],
                     *           [
                     *             0,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             0
                     *           ]
                     *         ],
                     *         "image": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "path": "text",
                     *           "width": 0,
                     *           "height": 0,
                     *           "url": "https://git.example.com/workers/recognizer",
                     *           "s3_url": "https://git.example.com/workers/recognizer",
                     *           "status": "unchecked",
                     *           "server": {
                     *             "display_name": "text",
                     *             "url": "https://git.example.com/workers/recognizer",
                     *             "max_width": 1,
                     *             "max_height": 1
                     *           }
                     *         },
                     *         "url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "rotation_angle": 0,
                     *       "mirrored": false,
                     *       "confidence": 1,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "creator": "text",
                     *       "has_children": false,
                     *       "metadata_count": 0,
                     *       "classifications": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "ml_class": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text"
                     *           },
                     *           "state": "pending",
                     *           "confidence": 1,
                     *           "high_confidence": false,
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ],
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FullElement"];
                };
            };
        };
    };
    DestroyElement: {
        parameters: {
            query?: {
                /** @description Whether all that is below them is deleted too, which is the default. */
                delete_children?: boolean;
            };
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The element is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PartialUpdateElement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Page 1",
                 *       "type": "page",
                 *       "image": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "polygon": [
                 *         [
                 *           0,
                 *           0
                 *         ],
                 *         [
                 *           0,
                 *           100
                 *         ],
                 *         [
                 *           200,
                 *           100
                 *         ],
                 *         [
                 *           200,
                 *           0
                 *         ]
                 *       ],
                 *       "rotation_angle": 0,
                 *       "mirrored": false,
                 *       "confidence": 0
                 *     }
                 */
                "application/json": {
                    /** @description From 0 to 1. */
                    confidence?: number | null;
                    /**
                     * Format: uuid
                     * @description That of the parent where it is left out and there is a polygon.
                     */
                    image?: string | null;
                    mirrored?: boolean;
                    /** @example Page 1 */
                    name?: string;
                    /**
                     * @description Points in pixels of the image, each as [x, y].
                     * @example [
                     *       [
                     *         0,
                     *         0
                     *       ],
                     *       [
                     *         0,
                     *         100
                     *       ],
                     *       [
                     *         200,
                     *         100
                     *       ],
                     *       [
                     *         200,
                     *         0
                     *       ]
                     *     ]
                     */
                    polygon?: number[][] | null;
                    /** @description Degrees. */
                    rotation_angle?: number;
                    /**
                     * @description The slug of a type of the corpus.
                     * @example page
                     */
                    type?: string;
                };
            };
        };
        responses: {
            /** @description The element */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type": "text",
                     *       "name": "text",
                     *       "corpus": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "public": false
                     *       },
                     *       "thumbnail_url": "text",
                     *       "zone": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "polygon": [
                     *           [
                     *             0,
                     *             0
                     *           ],
                     *           [
                     *             0,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             0
                     *           ]
                     *         ],
                     *         "image": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "path": "text",
                     *           "width": 0,
                     *           "height": 0,
                     *           "url": "https://git.example.com/workers/recognizer",
                     *           "s3_url": "https://git.example.com/workers/recognizer",
                     *           "status": "unchecked",
                     *           "server": {
                     *             "display_name": "text",
                     *             "url": "https://git.example.com/workers/recognizer",
                     *             "max_width": 1,
                     *             "max_height": 1
                     *           }
                     *         },
                     *         "url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "rotation_angle": 0,
                     *       "mirrored": false,
                     *       "confidence": 1,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "creator": "text",
                     *       "has_children": false,
                     *       "metadata_count": 0,
                     *       "classifications": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "ml_class": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text"
                     *           },
                     *           "state": "pending",
                     *           "confidence": 1,
                     *           "high_confidence": false,
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ],
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FullElement"];
                };
            };
        };
    };
    CreateElements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the parent. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "elements": [
                 *         {
                 *           "type": "page",
                 *           "name": "Page 1",
                 *           "image": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *           "polygon": [
                 *             [
                 *               0,
                 *               0
                 *             ],
                 *             [
                 *               0,
                 *               100
                 *             ],
                 *             [
                 *               200,
                 *               100
                 *             ],
                 *             [
                 *               200,
                 *               0
                 *             ]
                 *           ],
                 *           "rotation_angle": 0,
                 *           "mirrored": false,
                 *           "confidence": 0,
                 *           "metadata": [
                 *             {
                 *               "type": "text",
                 *               "name": "Year",
                 *               "value": "1880"
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    elements: components["schemas"]["NewChild"][];
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The elements were created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ElementId"][];
                };
            };
        };
    };
    ListElementDatasets: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
            };
            header?: never;
            path: {
                /** @description The id of the element. */
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
                     *           "set": "training"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageElementDataset"];
                };
            };
        };
    };
    ListElementMetaData: {
        parameters: {
            query?: {
                /** @description Whether those of all elements above it are listed too. */
                load_parents?: boolean;
                /** @description Only what this worker run made; false for what none made. */
                worker_run?: string | boolean;
                /** @description Only what runs of this worker version made; false for what none made. */
                worker_version?: string | boolean;
            };
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "type": "text",
                     *         "name": "text",
                     *         "value": "text",
                     *         "dates": [
                     *           {
                     *             "type": "exact",
                     *             "year": 1,
                     *             "month": 1,
                     *             "day": 1
                     *           }
                     *         ],
                     *         "worker_run": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "summary": "text"
                     *         }
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["MetaData"][];
                };
            };
        };
    };
    CreateMetaData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "name": "Year",
                 *       "value": "1880",
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** @example Year */
                    name: string;
                    /** @enum {string} */
                    type: "text" | "html" | "markdown" | "date" | "reference" | "numeric" | "location" | "url";
                    /** @example 1880 */
                    value: string;
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The metadata was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type": "text",
                     *       "name": "text",
                     *       "value": "text",
                     *       "dates": [
                     *         {
                     *           "type": "exact",
                     *           "year": 1,
                     *           "month": 1,
                     *           "day": 1
                     *         }
                     *       ],
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MetaData"];
                };
            };
        };
    };
    CreateMetaDataBulk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "metadata_list": [
                 *         {
                 *           "type": "text",
                 *           "name": "Year",
                 *           "value": "1880"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    metadata_list: components["schemas"]["NewMetaData"][];
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The metadata were created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "metadata_list": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "type": "text",
                     *           "name": "text",
                     *           "value": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MetaDataList"];
                };
            };
        };
    };
    CreateTranscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "My dear friend,",
                 *       "confidence": 0,
                 *       "orientation": "horizontal-lr",
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** @description From 0 to 1. */
                    confidence?: number | null;
                    /**
                     * @description From left to right by default.
                     * @enum {string}
                     */
                    orientation?: "horizontal-lr" | "horizontal-rl" | "vertical-lr" | "vertical-rl";
                    /** @example My dear friend, */
                    text: string;
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The transcription was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "element": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "type": "text",
                     *         "name": "text"
                     *       },
                     *       "text": "text",
                     *       "confidence": 1,
                     *       "orientation": "horizontal-lr",
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Transcription"];
                };
            };
        };
    };
    ListTranscriptions: {
        parameters: {
            query?: {
                /** @description Only those of elements of the type with this slug. */
                element_type?: string;
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description Whether those of all elements below it are listed too. */
                recursive?: boolean;
                /** @description Only what this worker run made; false for what none made. */
                worker_run?: string | boolean;
                /** @description Only what runs of this worker version made; false for what none made. */
                worker_version?: string | boolean;
            };
            header?: never;
            path: {
                /** @description The id of the element. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transcriptions */
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
                     *           "element": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "type": "text",
                     *             "name": "text"
                     *           },
                     *           "text": "text",
                     *           "confidence": 1,
                     *           "orientation": "horizontal-lr",
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageTranscription"];
                };
            };
        };
    };
    CreateElementTranscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the element that the parts are in. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "element_type": "page",
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "transcriptions": [
                 *         {
                 *           "text": "My dear friend,",
                 *           "confidence": 0,
                 *           "orientation": "horizontal-lr",
                 *           "polygon": [
                 *             [
                 *               0,
                 *               0
                 *             ],
                 *             [
                 *               0,
                 *               100
                 *             ],
                 *             [
                 *               200,
                 *               100
                 *             ],
                 *             [
                 *               200,
                 *               0
                 *             ]
                 *           ],
                 *           "element_confidence": 0
                 *         }
                 *       ],
                 *       "return_elements": false
                 *     }
                 */
                "application/json": {
                    /**
                     * @description The slug of a type of the corpus.
                     * @example page
                     */
                    element_type: string;
                    /** @description Whether the elements are named in the answer. */
                    return_elements?: boolean;
                    transcriptions: components["schemas"]["NewElementTranscription"][];
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The transcriptions were created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "element_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "created": false
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ElementTranscriptionResult"][];
                };
            };
        };
    };
    ListElementChildren: {
        parameters: {
            query?: {
                /** @description A class: only elements whose best class it is. True or false: only elements with or without one. Best is a class that was validated, or that is of high confidence and was not rejected. */
                best_class?: boolean | string;
                /** @description Only elements with this class, unless it was rejected. */
                class_id?: string;
                /** @description Compared with the confidence of the class; needs `class_id`. */
                classification_confidence?: number;
                /** @description How they are compared; eq by default. */
                classification_confidence_operator?: "lt" | "lte" | "gt" | "gte" | "eq";
                /** @description Whether the class is of high confidence; needs `class_id`. */
                classification_high_confidence?: boolean;
                /** @description Compared with the confidence of the element. */
                confidence?: number;
                /** @description How they are compared; eq by default. */
                confidence_operator?: "lt" | "lte" | "gt" | "gte" | "eq";
                /** @description Only elements that this user made. */
                creator_email?: string;
                /** @description True for types that are folders, false for the others. */
                folder?: boolean;
                /** @description Only elements with a metadata of this name. */
                metadata_name?: string;
                /** @description How the values are compared; eq by default. The first four compare numbers, and contains finds parts in any case of A to Z. */
                metadata_operator?: "lt" | "lte" | "gt" | "gte" | "eq" | "contains";
                /** @description The value of that metadata. */
                metadata_value?: string;
                mirrored?: boolean;
                /** @description Part of the name; letters from A to Z in any case. */
                name?: string;
                /** @description By position within the parent, unless it says otherwise. */
                order?: "position" | "name" | "created" | "random";
                order_direction?: "asc" | "desc";
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description Whether those further away are listed too. */
                recursive?: boolean;
                rotation_angle?: number;
                /** @description Only elements with a transcription of this worker run; false for one of none. */
                transcription_worker_run?: string | boolean;
                /** @description Only elements with a transcription of this worker version; false for one of none. */
                transcription_worker_version?: string | boolean;
                /** @description The slug of the type. */
                type?: string;
                /** @description Whether classifications are shown. */
                with_classes?: boolean;
                /** @description Whether the corpus is shown; true by default. */
                with_corpus?: boolean;
                /** @description Whether it is told which elements have children. */
                with_has_children?: boolean;
                /** @description Whether metadata are shown. */
                with_metadata?: boolean;
                /** @description Whether image and polygon are shown; true by default. */
                with_zone?: boolean;
                /** @description Only what this worker run made; false for what none made. */
                worker_run?: string | boolean;
                /** @description Only what runs of this worker version made; false for what none made. */
                worker_version?: string | boolean;
            };
            header?: never;
            path: {
                /** @description The id of the parent. */
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
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "type": "text",
                     *           "name": "text",
                     *           "corpus": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "thumbnail_url": "https://git.example.com/workers/recognizer",
                     *           "zone": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "polygon": [
                     *               [
                     *                 0,
                     *                 0
                     *               ],
                     *               [
                     *                 0,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 0
                     *               ]
                     *             ],
                     *             "image": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "path": "text",
                     *               "width": 0,
                     *               "height": 0,
                     *               "url": "https://git.example.com/workers/recognizer",
                     *               "s3_url": "https://git.example.com/workers/recognizer",
                     *               "status": "unchecked",
                     *               "server": {
                     *                 "display_name": "text",
                     *                 "url": "https://git.example.com/workers/recognizer",
                     *                 "max_width": 1,
                     *                 "max_height": 1
                     *               }
                     *             },
                     *             "url": "https://git.example.com/workers/recognizer"
                     *           },
                     *           "rotation_angle": 0,
                     *           "mirrored": false,
                     *           "confidence": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "has_children": false,
                     *           "classes": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "ml_class": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "name": "text"
                     *               },
                     *               "state": "pending",
                     *               "confidence": 1,
                     *               "high_confidence": false,
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "metadata": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "type": "text",
                     *               "name": "text",
                     *               "value": "text",
                     *               "dates": [
                     *                 {
                     *                   "type": "exact",
                     *                   "year": 1,
                     *                   "month": 1,
                     *                   "day": 1
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "transcriptions": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "text": "text",
                     *               "confidence": 1,
                     *               "orientation": "text",
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageElement"];
                };
            };
        };
    };
    ListElementParents: {
        parameters: {
            query?: {
                /** @description A class: only elements whose best class it is. True or false: only elements with or without one. Best is a class that was validated, or that is of high confidence and was not rejected. */
                best_class?: boolean | string;
                /** @description Only elements with this class, unless it was rejected. */
                class_id?: string;
                /** @description Compared with the confidence of the class; needs `class_id`. */
                classification_confidence?: number;
                /** @description How they are compared; eq by default. */
                classification_confidence_operator?: "lt" | "lte" | "gt" | "gte" | "eq";
                /** @description Whether the class is of high confidence; needs `class_id`. */
                classification_high_confidence?: boolean;
                /** @description Compared with the confidence of the element. */
                confidence?: number;
                /** @description How they are compared; eq by default. */
                confidence_operator?: "lt" | "lte" | "gt" | "gte" | "eq";
                /** @description Only elements that this user made. */
                creator_email?: string;
                /** @description True for types that are folders, false for the others. */
                folder?: boolean;
                /** @description Only elements with a metadata of this name. */
                metadata_name?: string;
                /** @description How the values are compared; eq by default. The first four compare numbers, and contains finds parts in any case of A to Z. */
                metadata_operator?: "lt" | "lte" | "gt" | "gte" | "eq" | "contains";
                /** @description The value of that metadata. */
                metadata_value?: string;
                mirrored?: boolean;
                /** @description Part of the name; letters from A to Z in any case. */
                name?: string;
                /** @description By name, unless it says otherwise. */
                order?: "created" | "name" | "random";
                order_direction?: "asc" | "desc";
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description Whether those further away are listed too. */
                recursive?: boolean;
                rotation_angle?: number;
                /** @description Only elements with a transcription of this worker run; false for one of none. */
                transcription_worker_run?: string | boolean;
                /** @description Only elements with a transcription of this worker version; false for one of none. */
                transcription_worker_version?: string | boolean;
                /** @description The slug of the type. */
                type?: string;
                /** @description Whether classifications are shown. */
                with_classes?: boolean;
                /** @description Whether the corpus is shown; true by default. */
                with_corpus?: boolean;
                /** @description Whether it is told which elements have children. */
                with_has_children?: boolean;
                /** @description Whether metadata are shown. */
                with_metadata?: boolean;
                /** @description Whether image and polygon are shown; true by default. */
                with_zone?: boolean;
                /** @description Only what this worker run made; false for what none made. */
                worker_run?: string | boolean;
                /** @description Only what runs of this worker version made; false for what none made. */
                worker_version?: string | boolean;
            };
            header?: never;
            path: {
                /** @description The id of the child. */
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
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "type": "text",
                     *           "name": "text",
                     *           "corpus": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "thumbnail_url": "https://git.example.com/workers/recognizer",
                     *           "zone": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "polygon": [
                     *               [
                     *                 0,
                     *                 0
                     *               ],
                     *               [
                     *                 0,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 0
                     *               ]
                     *             ],
                     *             "image": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "path": "text",
                     *               "width": 0,
                     *               "height": 0,
                     *               "url": "https://git.example.com/workers/recognizer",
                     *               "s3_url": "https://git.example.com/workers/recognizer",
                     *               "status": "unchecked",
                     *               "server": {
                     *                 "display_name": "text",
                     *                 "url": "https://git.example.com/workers/recognizer",
                     *                 "max_width": 1,
                     *                 "max_height": 1
                     *               }
                     *             },
                     *             "url": "https://git.example.com/workers/recognizer"
                     *           },
                     *           "rotation_angle": 0,
                     *           "mirrored": false,
                     *           "confidence": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "has_children": false,
                     *           "classes": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "ml_class": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "name": "text"
                     *               },
                     *               "state": "pending",
                     *               "confidence": 1,
                     *               "high_confidence": false,
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "metadata": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "type": "text",
                     *               "name": "text",
                     *               "value": "text",
                     *               "dates": [
                     *                 {
                     *                   "type": "exact",
                     *                   "year": 1,
                     *                   "month": 1,
                     *                   "day": 1
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "transcriptions": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "text": "text",
                     *               "confidence": 1,
                     *               "orientation": "text",
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageElement"];
                };
            };
        };
    };
    CreateElement: {
        parameters: {
            query?: {
                /** @description Taken from older clients; changes nothing. */
                slim_output?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "type": "page",
                 *       "name": "Page 1",
                 *       "parent": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "image": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "polygon": [
                 *         [
                 *           0,
                 *           0
                 *         ],
                 *         [
                 *           0,
                 *           100
                 *         ],
                 *         [
                 *           200,
                 *           100
                 *         ],
                 *         [
                 *           200,
                 *           0
                 *         ]
                 *       ],
                 *       "rotation_angle": 0,
                 *       "mirrored": false,
                 *       "confidence": 0,
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "metadata": [
                 *         {
                 *           "type": "text",
                 *           "name": "Year",
                 *           "value": "1880"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description From 0 to 1. */
                    confidence?: number | null;
                    /** Format: uuid */
                    corpus: string;
                    /**
                     * Format: uuid
                     * @description That of the parent where it is left out and there is a polygon.
                     */
                    image?: string | null;
                    metadata?: {
                        /** @example Year */
                        name: string;
                        /** @enum {string} */
                        type: "text" | "html" | "markdown" | "date" | "reference" | "numeric" | "location" | "url";
                        /** @example 1880 */
                        value: string;
                    }[];
                    mirrored?: boolean;
                    /** @example Page 1 */
                    name: string;
                    /**
                     * Format: uuid
                     * @description That of the parent where it is left out and there is a polygon.
                     */
                    parent?: string | null;
                    /**
                     * @description Points in pixels of the image, each as [x, y].
                     * @example [
                     *       [
                     *         0,
                     *         0
                     *       ],
                     *       [
                     *         0,
                     *         100
                     *       ],
                     *       [
                     *         200,
                     *         100
                     *       ],
                     *       [
                     *         200,
                     *         0
                     *       ]
                     *     ]
                     */
                    polygon?: number[][] | null;
                    /** @description Degrees. */
                    rotation_angle?: number;
                    /**
                     * @description The slug of a type of the corpus.
                     * @example page
                     */
                    type: string;
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The element was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type": "text",
                     *       "name": "text",
                     *       "corpus": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "name": "text",
                     *         "public": false
                     *       },
                     *       "thumbnail_url": "text",
                     *       "zone": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "polygon": [
                     *           [
                     *             0,
                     *             0
                     *           ],
                     *           [
                     *             0,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             0
                     *           ]
                     *         ],
                     *         "image": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "path": "text",
                     *           "width": 0,
                     *           "height": 0,
                     *           "url": "https://git.example.com/workers/recognizer",
                     *           "s3_url": "https://git.example.com/workers/recognizer",
                     *           "status": "unchecked",
                     *           "server": {
                     *             "display_name": "text",
                     *             "url": "https://git.example.com/workers/recognizer",
                     *             "max_width": 1,
                     *             "max_height": 1
                     *           }
                     *         },
                     *         "url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "rotation_angle": 0,
                     *       "mirrored": false,
                     *       "confidence": 1,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z",
                     *       "creator": "text",
                     *       "has_children": false,
                     *       "metadata_count": 0,
                     *       "classifications": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "ml_class": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text"
                     *           },
                     *           "state": "pending",
                     *           "confidence": 1,
                     *           "high_confidence": false,
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ],
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FullElement"];
                };
            };
        };
    };
    CreateElementType: {
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
                 *       "slug": "text_line",
                 *       "display_name": "Text line",
                 *       "folder": false,
                 *       "color": "28b62c",
                 *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** @example 28b62c */
                    color?: string;
                    /** Format: uuid */
                    corpus: string;
                    /** @example Text line */
                    display_name: string;
                    folder?: boolean;
                    /** @example text_line */
                    slug: string;
                };
            };
        };
        responses: {
            /** @description The type was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "slug": "text",
                     *       "display_name": "text",
                     *       "folder": false,
                     *       "color": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ElementType"];
                };
            };
        };
    };
    UpdateElementType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the type. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "slug": "text_line",
                 *       "display_name": "Text line",
                 *       "folder": false,
                 *       "color": "28b62c"
                 *     }
                 */
                "application/json": {
                    /** @example 28b62c */
                    color?: string;
                    /** @example Text line */
                    display_name: string;
                    folder?: boolean;
                    /** @example text_line */
                    slug: string;
                };
            };
        };
        responses: {
            /** @description The type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "slug": "text",
                     *       "display_name": "text",
                     *       "folder": false,
                     *       "color": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ElementType"];
                };
            };
        };
    };
    DestroyElementType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the type. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The type is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PartialUpdateElementType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the type. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "slug": "text_line",
                 *       "display_name": "Text line",
                 *       "folder": false,
                 *       "color": "28b62c"
                 *     }
                 */
                "application/json": {
                    /** @example 28b62c */
                    color?: string;
                    /** @example Text line */
                    display_name?: string;
                    folder?: boolean;
                    /** @example text_line */
                    slug?: string;
                };
            };
        };
        responses: {
            /** @description The type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "slug": "text",
                     *       "display_name": "text",
                     *       "folder": false,
                     *       "color": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ElementType"];
                };
            };
        };
    };
    CreateEntityType: {
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
                 *       "name": "person",
                 *       "color": "28b62c",
                 *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** @example 28b62c */
                    color?: string;
                    /** Format: uuid */
                    corpus: string;
                    /** @example person */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The entity type was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "color": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["EntityType"];
                };
            };
        };
    };
    UpdateEntityType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the entity type. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "person",
                 *       "color": "28b62c"
                 *     }
                 */
                "application/json": {
                    /** @example 28b62c */
                    color?: string;
                    /** @example person */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The entity type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "color": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["EntityType"];
                };
            };
        };
    };
    DestroyEntityType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the entity type. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entity type is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PartialUpdateEntityType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the entity type. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "person",
                 *       "color": "28b62c"
                 *     }
                 */
                "application/json": {
                    /** @example 28b62c */
                    color?: string;
                    /** @example person */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The entity type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "name": "text",
                     *       "color": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["EntityType"];
                };
            };
        };
    };
    DownloadExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the export. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file is where the header Location tells */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DestroyExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the export. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
        };
    };
    RetrieveImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the image. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "path": "text",
                     *       "width": 0,
                     *       "height": 0,
                     *       "url": "https://git.example.com/workers/recognizer",
                     *       "s3_url": "https://git.example.com/workers/recognizer",
                     *       "status": "unchecked",
                     *       "server": {
                     *         "display_name": "text",
                     *         "url": "https://git.example.com/workers/recognizer",
                     *         "max_width": 1,
                     *         "max_height": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
                };
            };
        };
    };
    CreateIIIFURL: {
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
                 *       "url": "https://git.example.com/workers/recognizer",
                 *       "width": 2000,
                 *       "height": 2000
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Pixels.
                     * @example 2000
                     */
                    height?: number;
                    /** Format: uri */
                    url: string;
                    /**
                     * @description Pixels.
                     * @example 2000
                     */
                    width?: number;
                };
            };
        };
        responses: {
            /** @description The image was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "path": "text",
                     *       "width": 0,
                     *       "height": 0,
                     *       "url": "https://git.example.com/workers/recognizer",
                     *       "s3_url": "https://git.example.com/workers/recognizer",
                     *       "status": "unchecked",
                     *       "server": {
                     *         "display_name": "text",
                     *         "url": "https://git.example.com/workers/recognizer",
                     *         "max_width": 1,
                     *         "max_height": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Image"];
                };
            };
        };
    };
    UpdateMetaData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the metadata. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "name": "Year",
                 *       "value": "1880"
                 *     }
                 */
                "application/json": {
                    /** @example Year */
                    name: string;
                    /** @enum {string} */
                    type: "text" | "html" | "markdown" | "date" | "reference" | "numeric" | "location" | "url";
                    /** @example 1880 */
                    value: string;
                };
            };
        };
        responses: {
            /** @description The metadata */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type": "text",
                     *       "name": "text",
                     *       "value": "text",
                     *       "dates": [
                     *         {
                     *           "type": "exact",
                     *           "year": 1,
                     *           "month": 1,
                     *           "day": 1
                     *         }
                     *       ],
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MetaData"];
                };
            };
        };
    };
    DestroyMetaData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the metadata. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PartialUpdateMetaData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the metadata. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "text",
                 *       "name": "Year",
                 *       "value": "1880"
                 *     }
                 */
                "application/json": {
                    /** @example Year */
                    name?: string;
                    /** @enum {string} */
                    type?: "text" | "html" | "markdown" | "date" | "reference" | "numeric" | "location" | "url";
                    /** @example 1880 */
                    value?: string;
                };
            };
        };
        responses: {
            /** @description The metadata */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type": "text",
                     *       "name": "text",
                     *       "value": "text",
                     *       "dates": [
                     *         {
                     *           "type": "exact",
                     *           "year": 1,
                     *           "month": 1,
                     *           "day": 1
                     *         }
                     *       ],
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MetaData"];
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
        };
    };
    CreateMultipartUpload: {
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
                 *       "size": 2147483648,
                 *       "part_size": 67108864
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Bytes of each part but the last; chosen by the server where it is left out.
                     * @example 67108864
                     */
                    part_size?: number | null;
                    /**
                     * @description Bytes of the archive.
                     * @example 2147483648
                     */
                    size: number;
                };
            };
        };
        responses: {
            /** @description The upload was begun */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "size": 1,
                     *       "part_size": 1,
                     *       "parts": [
                     *         {
                     *           "number": 1,
                     *           "size": 1,
                     *           "url": "https://git.example.com/workers/recognizer",
                     *           "etag": "text"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "expires": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MultipartUpload"];
                };
            };
        };
    };
    RetrieveMultipartUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model version. */
                id: string;
                /** @description The id of the upload in parts. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "model_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "size": 1,
                     *       "part_size": 1,
                     *       "parts": [
                     *         {
                     *           "number": 1,
                     *           "size": 1,
                     *           "url": "https://git.example.com/workers/recognizer",
                     *           "etag": "text"
                     *         }
                     *       ],
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "expires": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MultipartUpload"];
                };
            };
        };
    };
    DestroyMultipartUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model version. */
                id: string;
                /** @description The id of the upload in parts. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload is removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CompleteMultipartUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the model version. */
                id: string;
                /** @description The id of the upload in parts. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parts": [
                 *         {
                 *           "number": 1,
                 *           "etag": "text"
                 *         }
                 *       ],
                 *       "size": 1,
                 *       "archive_hash": "9e107d9d372bb6826bd81d3542a419d6",
                 *       "hash": "text"
                 *     }
                 */
                "application/json": {
                    /** @description MD5 of the archive. */
                    archive_hash: string;
                    /** @description Hash of the contents, as older clients send it. */
                    hash?: string | null;
                    /** @description All parts in order; those that are there, where they are left out. */
                    parts?: {
                        /** @description What the PUT of the part was answered with. */
                        etag: string;
                        number: number;
                    }[];
                    /** @description Bytes of the archive. */
                    size: number;
                };
            };
        };
        responses: {
            /** @description The version is available */
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
        };
    };
    ListProcesses: {
        parameters: {
            query?: {
                /** @description Only processes of this corpus. */
                corpus?: string;
                mode?: "workers" | "dataset" | "training" | "template" | "local";
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
                     *           "worker_activity": false,
                     *           "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *               "requires_gpu": false,
                     *               "gpu": "text",
                     *               "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "attempt": 0,
                     *               "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "started": "2026-11-21T09:30:00.000Z",
                     *               "finished": "2026-11-21T09:30:00.000Z",
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
        };
    };
    ListWorkerActivities: {
        parameters: {
            query?: {
                /** @description Only those of this element. */
                element?: string;
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                state?: "queued" | "started" | "processed" | "error";
                /** @description Only those of this worker run. */
                worker_run?: string;
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
            /** @description A page of activities */
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
                     *           "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "element_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "state": "queued",
                     *           "chunk": 1,
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerActivity"];
                };
            };
        };
    };
    RetrieveProcessActivity: {
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
            /** @description The counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activity_state": "disabled",
                     *       "queued": 0,
                     *       "started": 0,
                     *       "processed": 0,
                     *       "error": 0,
                     *       "total": 0,
                     *       "estimated_end": "2026-11-21T09:30:00.000Z",
                     *       "worker_runs": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "summary": "text",
                     *           "queued": 0,
                     *           "started": 0,
                     *           "processed": 0,
                     *           "error": 0,
                     *           "total": 0,
                     *           "mean_seconds": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProcessActivity"];
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
        };
    };
    ClearProcess: {
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
            /** @description The process has no worker runs any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
        };
    };
    ListProcessElements: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description Taken from clients that ask for the count, which is always there. */
                with_count?: boolean;
                /** @description Whether each element comes with its place on its image. */
                with_image?: boolean;
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
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "type": "text",
                     *           "name": "text",
                     *           "corpus": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "thumbnail_url": "https://git.example.com/workers/recognizer",
                     *           "zone": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "polygon": [
                     *               [
                     *                 0,
                     *                 0
                     *               ],
                     *               [
                     *                 0,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 0
                     *               ]
                     *             ],
                     *             "image": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "path": "text",
                     *               "width": 0,
                     *               "height": 0,
                     *               "url": "https://git.example.com/workers/recognizer",
                     *               "s3_url": "https://git.example.com/workers/recognizer",
                     *               "status": "unchecked",
                     *               "server": {
                     *                 "display_name": "text",
                     *                 "url": "https://git.example.com/workers/recognizer",
                     *                 "max_width": 1,
                     *                 "max_height": 1
                     *               }
                     *             },
                     *             "url": "https://git.example.com/workers/recognizer"
                     *           },
                     *           "rotation_angle": 0,
                     *           "mirrored": false,
                     *           "confidence": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "has_children": false,
                     *           "classes": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "ml_class": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "name": "text"
                     *               },
                     *               "state": "pending",
                     *               "confidence": 1,
                     *               "high_confidence": false,
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "metadata": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "type": "text",
                     *               "name": "text",
                     *               "value": "text",
                     *               "dates": [
                     *                 {
                     *                   "type": "exact",
                     *                   "year": 1,
                     *                   "month": 1,
                     *                   "day": 1
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "transcriptions": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "text": "text",
                     *               "confidence": 1,
                     *               "orientation": "text",
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageElement"];
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
        };
    };
    SelectProcessFailures: {
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
            /** @description The elements are selected */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "selected": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Selected"];
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
                    /** @description Whether it is recorded how far each worker is with each element. */
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
                     *             "activity_state": "disabled",
                     *             "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "summary": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerRun"];
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
                     *         "activity_state": "disabled",
                     *         "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
        };
    };
    StartWorkerActivity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The element */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type": "text",
                     *       "name": "text",
                     *       "corpus": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "thumbnail_url": "https://git.example.com/workers/recognizer",
                     *       "zone": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "polygon": [
                     *           [
                     *             0,
                     *             0
                     *           ],
                     *           [
                     *             0,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             100
                     *           ],
                     *           [
                     *             200,
                     *             0
                     *           ]
                     *         ],
                     *         "image": {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "path": "text",
                     *           "width": 0,
                     *           "height": 0,
                     *           "url": "https://git.example.com/workers/recognizer",
                     *           "s3_url": "https://git.example.com/workers/recognizer",
                     *           "status": "unchecked",
                     *           "server": {
                     *             "display_name": "text",
                     *             "url": "https://git.example.com/workers/recognizer",
                     *             "max_width": 1,
                     *             "max_height": 1
                     *           }
                     *         },
                     *         "url": "https://git.example.com/workers/recognizer"
                     *       },
                     *       "rotation_angle": 0,
                     *       "mirrored": false,
                     *       "confidence": 1,
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "has_children": false,
                     *       "classes": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "ml_class": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text"
                     *           },
                     *           "state": "pending",
                     *           "confidence": 1,
                     *           "high_confidence": false,
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ],
                     *       "metadata": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "type": "text",
                     *           "name": "text",
                     *           "value": "text",
                     *           "dates": [
                     *             {
                     *               "type": "exact",
                     *               "year": 1,
                     *               "month": 1,
                     *               "day": 1
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "transcriptions": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "text": "text",
                     *           "confidence": 1,
                     *           "orientation": "text",
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ],
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Element"];
                };
            };
        };
    };
    StartTraining: {
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
                 *       "name": "Train the language model",
                 *       "corpus_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "worker_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "worker_configuration_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "model_version_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "use_gpu": false,
                 *       "farm_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    corpus_id: string;
                    /**
                     * Format: uuid
                     * @description The farm that runs it; the default one where it is left out.
                     */
                    farm_id?: string | null;
                    /**
                     * Format: uuid
                     * @description The model that a version is made of.
                     */
                    model_id: string;
                    /**
                     * Format: uuid
                     * @description The version that the training begins with.
                     */
                    model_version_id?: string | null;
                    /** @example Train the language model */
                    name: string;
                    /** Format: uuid */
                    test_folder_id?: string | null;
                    /** Format: uuid */
                    train_folder_id: string;
                    use_gpu?: boolean;
                    /** Format: uuid */
                    validation_folder_id?: string | null;
                    /** Format: uuid */
                    worker_configuration_id?: string | null;
                    /**
                     * Format: uuid
                     * @description The worker that trains.
                     */
                    worker_version_id: string;
                };
            };
        };
        responses: {
            /** @description The training was started */
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
                     *       "worker_activity": false,
                     *       "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
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
                     *           "requires_gpu": false,
                     *           "gpu": "text",
                     *           "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "attempt": 0,
                     *           "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "started": "2026-11-21T09:30:00.000Z",
                     *           "finished": "2026-11-21T09:30:00.000Z",
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
                     *         "activity_state": "disabled",
                     *         "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
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
                     *         "activity_state": "disabled",
                     *         "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
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
                     *         "activity_state": "disabled",
                     *         "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
                };
            };
        };
    };
    ListSelection: {
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
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "type": "text",
                     *           "name": "text",
                     *           "corpus": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "thumbnail_url": "https://git.example.com/workers/recognizer",
                     *           "zone": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "polygon": [
                     *               [
                     *                 0,
                     *                 0
                     *               ],
                     *               [
                     *                 0,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 100
                     *               ],
                     *               [
                     *                 200,
                     *                 0
                     *               ]
                     *             ],
                     *             "image": {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "path": "text",
                     *               "width": 0,
                     *               "height": 0,
                     *               "url": "https://git.example.com/workers/recognizer",
                     *               "s3_url": "https://git.example.com/workers/recognizer",
                     *               "status": "unchecked",
                     *               "server": {
                     *                 "display_name": "text",
                     *                 "url": "https://git.example.com/workers/recognizer",
                     *                 "max_width": 1,
                     *                 "max_height": 1
                     *               }
                     *             },
                     *             "url": "https://git.example.com/workers/recognizer"
                     *           },
                     *           "rotation_angle": 0,
                     *           "mirrored": false,
                     *           "confidence": 1,
                     *           "created": "2026-11-21T09:30:00.000Z",
                     *           "has_children": false,
                     *           "classes": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "ml_class": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "name": "text"
                     *               },
                     *               "state": "pending",
                     *               "confidence": 1,
                     *               "high_confidence": false,
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "metadata": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "type": "text",
                     *               "name": "text",
                     *               "value": "text",
                     *               "dates": [
                     *                 {
                     *                   "type": "exact",
                     *                   "year": 1,
                     *                   "month": 1,
                     *                   "day": 1
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "transcriptions": [
                     *             {
                     *               "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *               "text": "text",
                     *               "confidence": 1,
                     *               "orientation": "text",
                     *               "worker_run": {
                     *                 "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *                 "summary": "text"
                     *               }
                     *             }
                     *           ],
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageElement"];
                };
            };
        };
    };
    AddSelection: {
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
                 *       "ids": [
                 *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *       ]
                 *     }
                 */
                "application/json": {
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description The elements are selected */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "selected": 0
                     *     }
                     */
                    "application/json": components["schemas"]["Selected"];
                };
            };
        };
    };
    RemoveSelection: {
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
                 *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "ids": [
                 *         "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *       ],
                 *       "corpus": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Only elements of this corpus.
                     */
                    corpus?: string;
                    /**
                     * Format: uuid
                     * @description One element.
                     */
                    id?: string;
                    ids?: string[];
                };
            };
        };
        responses: {
            /** @description They are no longer selected */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
                     *       "requires_gpu": false,
                     *       "gpu": "text",
                     *       "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "attempt": 0,
                     *       "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
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
                 *       "state": "unscheduled",
                 *       "attempt": 1
                 *     }
                 */
                "application/json": {
                    /** @description Which begin of the task it is; agents name it. */
                    attempt?: number;
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
                     *       "requires_gpu": false,
                     *       "gpu": "text",
                     *       "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "attempt": 0,
                     *       "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
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
                 *       "state": "unscheduled",
                 *       "attempt": 1
                 *     }
                 */
                "application/json": {
                    /** @description Which begin of the task it is; agents name it. */
                    attempt?: number;
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
                     *       "requires_gpu": false,
                     *       "gpu": "text",
                     *       "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "attempt": 0,
                     *       "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
        };
    };
    DownloadArtifact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                id: string;
                /** @description Where it stands in the task's folder, with slashes between folders. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The artifact is at the URL in `Location`, for an hour */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ListArtifacts: {
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
            /** @description The artifacts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "path": "metrics.json",
                     *         "size": 0,
                     *         "content_type": "text",
                     *         "s3_put_url": "https://git.example.com/workers/recognizer",
                     *         "created": "2026-11-21T09:30:00.000Z",
                     *         "updated": "2026-11-21T09:30:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Artifact"][];
                };
            };
        };
    };
    CreateArtifact: {
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
                 *       "path": "metrics.json",
                 *       "size": 0,
                 *       "content_type": "application/json"
                 *     }
                 */
                "application/json": {
                    /** @example application/json */
                    content_type?: string;
                    /**
                     * @description Where it stands in the task's folder, with slashes between folders.
                     * @example metrics.json
                     */
                    path: string;
                    /** @description Bytes. */
                    size: number;
                };
            };
        };
        responses: {
            /** @description It was announced before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "path": "metrics.json",
                     *       "size": 0,
                     *       "content_type": "text",
                     *       "s3_put_url": "https://git.example.com/workers/recognizer",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Artifact"];
                };
            };
            /** @description The artifact was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "path": "metrics.json",
                     *       "size": 0,
                     *       "content_type": "text",
                     *       "s3_put_url": "https://git.example.com/workers/recognizer",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Artifact"];
                };
            };
        };
    };
    RetrieveTaskDefinition: {
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
            /** @description The definition */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "attempt": 1,
                     *       "slug": "text",
                     *       "image": "text",
                     *       "command": "text",
                     *       "env": {
                     *         "PONOS_DATA": "/data"
                     *       },
                     *       "shm_size": "text",
                     *       "gpu": "text",
                     *       "time_limit": 1,
                     *       "memory_limit": 1,
                     *       "artifacts_of": [
                     *         {
                     *           "task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "path": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TaskDefinition"];
                };
            };
        };
    };
    RetrieveTaskLogs: {
        parameters: {
            query?: {
                /** @description From where on, in bytes of UTF-8; 0 where it is left out. */
                offset?: number;
            };
            header?: never;
            path: {
                /** @description The id of the task. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "text": "text",
                     *       "size": 0,
                     *       "is_cut": false
                     *     }
                     */
                    "application/json": components["schemas"]["TaskLog"];
                };
            };
        };
    };
    AppendTaskLogs: {
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
                 *       "attempt": 1,
                 *       "offset": 0,
                 *       "text": "text"
                 *     }
                 */
                "application/json": {
                    /** @description Which begin of the task it is; agents name it. */
                    attempt: number;
                    /** @description Where the text begins in the log of this attempt, in bytes of UTF-8. */
                    offset: number;
                    /** @description What the task printed. */
                    text: string;
                };
            };
        };
        responses: {
            /** @description It was added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "size": 0,
                     *       "is_cut": false
                     *     }
                     */
                    "application/json": components["schemas"]["TaskLogSize"];
                };
            };
        };
    };
    RestartTask: {
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
            /** @description The copy */
            201: {
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
                     *       "requires_gpu": false,
                     *       "gpu": "text",
                     *       "agent_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "attempt": 0,
                     *       "original_task_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "started": "2026-11-21T09:30:00.000Z",
                     *       "finished": "2026-11-21T09:30:00.000Z",
                     *       "created": "2026-11-21T09:30:00.000Z",
                     *       "updated": "2026-11-21T09:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Task"];
                };
            };
        };
    };
    RetrieveTranscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the transcription. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transcription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "element": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "type": "text",
                     *         "name": "text"
                     *       },
                     *       "text": "text",
                     *       "confidence": 1,
                     *       "orientation": "horizontal-lr",
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Transcription"];
                };
            };
        };
    };
    UpdateTranscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the transcription. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "My dear friend,",
                 *       "confidence": 0,
                 *       "orientation": "horizontal-lr"
                 *     }
                 */
                "application/json": {
                    /** @description From 0 to 1. */
                    confidence?: number | null;
                    /**
                     * @description From left to right by default.
                     * @enum {string}
                     */
                    orientation?: "horizontal-lr" | "horizontal-rl" | "vertical-lr" | "vertical-rl";
                    /** @example My dear friend, */
                    text: string;
                };
            };
        };
        responses: {
            /** @description The transcription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "element": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "type": "text",
                     *         "name": "text"
                     *       },
                     *       "text": "text",
                     *       "confidence": 1,
                     *       "orientation": "horizontal-lr",
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Transcription"];
                };
            };
        };
    };
    DestroyTranscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the transcription. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transcription is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PartialUpdateTranscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the transcription. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "My dear friend,",
                 *       "confidence": 0,
                 *       "orientation": "horizontal-lr"
                 *     }
                 */
                "application/json": {
                    /** @description From 0 to 1. */
                    confidence?: number | null;
                    /**
                     * @description From left to right by default.
                     * @enum {string}
                     */
                    orientation?: "horizontal-lr" | "horizontal-rl" | "vertical-lr" | "vertical-rl";
                    /** @example My dear friend, */
                    text?: string;
                };
            };
        };
        responses: {
            /** @description The transcription */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "element": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "type": "text",
                     *         "name": "text"
                     *       },
                     *       "text": "text",
                     *       "confidence": 1,
                     *       "orientation": "horizontal-lr",
                     *       "worker_run": {
                     *         "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "summary": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Transcription"];
                };
            };
        };
    };
    ListTranscriptionEntities: {
        parameters: {
            query?: {
                /** @description The number of the page, from 1. */
                page?: number;
                /** @description How many results a page holds; at most 500. */
                page_size?: number;
                /** @description Only what this worker run made; false for what none made. */
                worker_run?: string | boolean;
                /** @description Only what runs of this worker version made; false for what none made. */
                worker_version?: string | boolean;
            };
            header?: never;
            path: {
                /** @description The id of the transcription. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entities */
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
                     *           "type": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "name": "text",
                     *             "color": "text"
                     *           },
                     *           "offset": 0,
                     *           "length": 1,
                     *           "confidence": 1,
                     *           "worker_run": {
                     *             "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "summary": "text"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageTranscriptionEntity"];
                };
            };
        };
    };
    CreateTranscriptionEntities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the transcription. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "transcription_entities": [
                 *         {
                 *           "type_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *           "offset": 0,
                 *           "length": 1,
                 *           "confidence": 0
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    transcription_entities: components["schemas"]["NewTranscriptionEntity"][];
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The entities were created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "transcription_entities": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "type_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "offset": 0,
                     *           "length": 1,
                     *           "confidence": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TranscriptionEntities"];
                };
            };
        };
    };
    CreateTranscriptionEntity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the transcription. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "offset": 0,
                 *       "length": 1,
                 *       "confidence": 0,
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                 *     }
                 */
                "application/json": {
                    /** @description From 0 to 1. */
                    confidence?: number | null;
                    length: number;
                    offset: number;
                    /**
                     * Format: uuid
                     * @description An entity type of the corpus.
                     */
                    type_id: string;
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The entity was created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "type_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "offset": 0,
                     *       "length": 1,
                     *       "confidence": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedTranscriptionEntity"];
                };
            };
        };
    };
    CreateTranscriptions: {
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
                 *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "transcriptions": [
                 *         {
                 *           "element_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *           "text": "My dear friend,",
                 *           "confidence": 0,
                 *           "orientation": "horizontal-lr"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    transcriptions: components["schemas"]["NewTranscription"][];
                    /**
                     * Format: uuid
                     * @description The worker run that made it: of the process of a task, or of your own local process.
                     */
                    worker_run_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The transcriptions were created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "worker_run_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "transcriptions": [
                     *         {
                     *           "id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "element_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *           "text": "text",
                     *           "confidence": 0,
                     *           "orientation": "horizontal-lr"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Transcriptions"];
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
                     *             "activity_state": "disabled",
                     *             "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *             "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *           },
                     *           "summary": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PageWorkerRun"];
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
                     *         "activity_state": "disabled",
                     *         "model_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "train_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "validation_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *         "test_folder_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10"
                     *       },
                     *       "summary": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerRun"];
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
        };
    };
    UpdateWorkerActivity: {
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
                 *       "element_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                 *       "state": "queued"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description The element that is worked on.
                     */
                    element_id: string;
                    /**
                     * Format: uuid
                     * @description The process of the worker run.
                     */
                    process_id: string;
                    /** @enum {string} */
                    state: "queued" | "started" | "processed" | "error";
                };
            };
        };
        responses: {
            /** @description The activity, as it was sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "element_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "process_id": "5f3f1c9e-8a44-4c0e-9d3b-2f6f6c1b7a10",
                     *       "state": "queued"
                     *     }
                     */
                    "application/json": components["schemas"]["WorkerActivityUpdate"];
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
        };
    };
}
