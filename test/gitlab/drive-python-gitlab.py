"""Drives the stand-in by python-gitlab: reads where it is as JSON from standard input, prints what it saw as JSON."""

import json
import sys

import gitlab

place = json.load(sys.stdin)
bot = gitlab.Gitlab(place["url"], private_token=place["bot"])
owner = gitlab.Gitlab(place["url"], private_token=place["owner"])
job = gitlab.Gitlab(place["url"], job_token=place["job"])
reader = gitlab.Gitlab(place["url"], private_token=place["reader"])


def refusal(call):
    try:
        call()
    except gitlab.GitlabError as error:
        return [error.response_code, error.error_message]
    return None


bot.auth()
project = bot.projects.get("acme/letters")
request = project.mergerequests.get(1)
seen = {
    "user": bot.user.username,
    "level": project.members_all.get(bot.user.id).access_level,
    "stranger": refusal(lambda: project.members_all.get(place["strangerId"])),
    "file": project.files.get("a.yml", ref="main").decode().decode(),
    "missingFile": refusal(lambda: project.files.get("no.yml", ref="main")),
    "tree": [entry["path"] for entry in project.repository_tree(recursive=True, all=True)],
    "readOnly": refusal(
        lambda: reader.projects.get(project.id).mergerequests.get(1).notes.create({"body": "x"})
    ),
}

note = request.notes.create({"body": "A plan"})
note.body = "Another plan"
note.save()
seen["note"] = request.notes.get(note.id).body
theirs = next(one for one in request.notes.list(iterator=True) if one.author["username"] == "ada" and not one.system)
theirs.body = "x"
seen["notOwn"] = refusal(theirs.save)
theirs.awardemojis.create({"name": "eyes"})
seen["emojiAgain"] = refusal(lambda: theirs.awardemojis.create({"name": "eyes"}))
seen["notes"] = sum(1 for one in request.notes.list(iterator=True, per_page=7) if not one.system)

refs = request.diff_refs


def discuss(**line):
    position = {**refs, "position_type": "text", "old_path": "a.yml", "new_path": "a.yml", **line}
    return request.discussions.create({"body": "Wrong here", "position": position})


discussion = discuss(new_line=1)
seen["discussion"] = discussion.attributes["notes"][0]["type"]
discussion.notes.create({"body": "Still"})
discussion.resolved = True
discussion.save()
again = request.discussions.get(discussion.id)
seen["resolved"] = [one["resolved"] for one in again.attributes["notes"]]
seen["contextLine"] = refusal(lambda: discuss(new_line=2))
seen["outside"] = refusal(lambda: discuss(old_line=40, new_line=40))

commit = project.commits.get(request.sha)
status = {"state": "pending", "name": "arkindex/validate", "ref": "topic"}
commit.statuses.create(status)
seen["pendingAgain"] = refusal(lambda: commit.statuses.create(status))
commit.statuses.create({**status, "state": "success"})
seen["statuses"] = [[one.name, one.status] for one in commit.statuses.list(get_all=True)]

seen["approvedBy"] = [one["user"]["username"] for one in request.approvals.get().approved_by]

seen["hooksOfBot"] = refusal(lambda: project.hooks.list(get_all=True))
hooks = owner.projects.get("acme/letters").hooks
hook = hooks.create({"url": place["hookUrl"], "note_events": True, "token": "hook-secret-1234"})
hook.merge_requests_events = True
hook.save()
shown = hooks.get(hook.id)
seen["hook"] = [shown.note_events, shown.merge_requests_events, shown.alert_status, hasattr(shown, "token")]
hook.delete()
seen["hooks"] = len(hooks.list(get_all=True))

environment = project.environments.create({"name": "production"})
deployment = project.deployments.create(
    {"environment": "production", "sha": request.diff_refs["base_sha"], "ref": "main", "tag": False, "status": "running"}
)
deployment.status = "success"
deployment.save()
deployment.status = "running"
seen["deploymentBack"] = refusal(deployment.save)
seen["deployments"] = [one.status for one in project.deployments.list(environment="production", get_all=True)]

group = bot.groups.get("acme")
seen["projects"] = sorted(
    one.path_with_namespace for one in group.projects.list(include_subgroups=True, iterator=True, per_page=1)
)

inJob = job.projects.get("acme/letters", lazy=True).mergerequests.get(1)
seen["jobReads"] = [inJob.iid, len(inJob.notes.list(get_all=True)) > 0]
seen["jobNote"] = refusal(lambda: inJob.notes.create({"body": "x"}))
seen["jobStatus"] = refusal(
    lambda: job.projects.get("acme/letters", lazy=True).commits.get(request.sha).statuses.create(status)
)

json.dump(seen, sys.stdout)
