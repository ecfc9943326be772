#!/usr/bin/env python3
"""Runs the examples of docs/scale.md as the engines that they are for would, and compares what comes out with one build. Usage:

    tests/conformance/scale.py

GNU parallel runs its line itself. Of GitLab, Kubernetes and Slurm there is what they give a job: its number, and a folder of its
own (GitLab, whose artifacts meet afterwards) or one for all jobs at once. The manifest for Kubernetes is checked against the
schemas of Kubernetes. Exit: 1 if a command fails, or a byte is another one.
"""

import importlib.machinery
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import kubernetes_validate
import yaml

ROOT = pathlib.Path(__file__).parents[2]
GUIDE = ROOT / "docs/scale.md"
PLANS = 40
SHARES = 8
KUBERNETES = "1.37"


class Failed(Exception):
    pass


def load_plans():
    """The module that `large-site` is, though its file has no ending."""
    loader = importlib.machinery.SourceFileLoader("large_site", str(ROOT / "tests/conformance/large-site"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("large_site", loader))
    loader.exec_module(module)
    return module


def examples(heading):
    """The blocks of a section of the guide."""
    section = GUIDE.read_text().split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"```\w+\n(.*?)```", section, re.DOTALL)


def start(command, project, **variables):
    environment = os.environ | {"PATH": f"{ROOT / 'target/release'}:{os.environ['PATH']}"} | variables
    return subprocess.Popen(["sh", "-euc", command], cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def finish(jobs):
    for job in jobs:
        said = job.communicate()[0].decode()
        if job.returncode:
            raise Failed(f"{job.args[-1]!r} ends with {job.returncode}: {said}")


def run(command, project, **variables):
    finish([start(command, project, **variables)])


def tree(output):
    """All files but what the program keeps for its next run."""
    files = (file for file in output.rglob("*") if file.is_file())
    paths = {file.relative_to(output).as_posix(): file for file in files}
    return {path: file.read_bytes() for path, file in paths.items() if not re.match(r"\.allegato/(made|lock)", path)}


def gitlab(project):
    jobs = yaml.safe_load(examples("GitLab CI")[0])
    documents, site = jobs["documents"], jobs["site"]
    if jobs["stages"] != [documents["stage"], site["stage"]] or documents["parallel"] != SHARES:
        raise Failed("the jobs are not in the order of their stages, or not as many as said")
    machines = []
    for number in range(1, SHARES + 1):
        machine = project.with_name(f"{project.name}-{number}")
        shutil.copytree(project, machine)
        machines.append(machine)
        variables = {"CI_NODE_INDEX": str(number), "CI_NODE_TOTAL": str(documents["parallel"])}
        run("\n".join(documents["script"]), machine, **variables)
    for machine in machines:
        for path in documents["artifacts"]["paths"]:
            shutil.copytree(machine / path, project / path, dirs_exist_ok=True)
    run("\n".join(site["script"]), project)


def kubernetes(project):
    job = yaml.safe_load(examples("Kubernetes")[0])
    kubernetes_validate.validate(job, KUBERNETES, strict=True)
    spec = job["spec"]
    container = spec["template"]["spec"]["containers"][0]
    shell, option, command = container["command"]
    if (shell, option, spec["completions"]) != ("sh", "-c", SHARES):
        raise Failed("the command is none of a shell, or is not run as often as said")
    finish([start(command, project, JOB_COMPLETION_INDEX=str(number)) for number in range(spec["completions"])])
    run("allegato build --index", project)


def slurm(project):
    script, submit = examples("Slurm")
    first, last = map(int, re.search(r"#SBATCH --array=(\d+)-(\d+)", script).groups())
    cores = re.search(r"#SBATCH --cpus-per-task=(\d+)", script)[1]
    of = {"SLURM_ARRAY_TASK_COUNT": str(last - first + 1), "SLURM_CPUS_PER_TASK": cores}
    finish([start(script, project, SLURM_ARRAY_TASK_ID=str(number), **of) for number in range(first, last + 1)])
    run(re.search(r"--wrap '(.*)'", submit)[1], project)


def gnu_parallel(project):
    run(examples("GNU parallel")[0], project)


def main():
    plans = load_plans()
    wrong = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        original = scratch / "project"
        plans.write_project(original, PLANS)
        whole = scratch / "whole"
        shutil.copytree(original, whole)
        run("allegato build", whole)
        expected = tree(whole / "output")
        for engine in (gitlab, kubernetes, slurm, gnu_parallel):
            project = scratch / engine.__name__
            shutil.copytree(original, project)
            try:
                engine(project)
                if tree(project / "output") != expected:
                    raise Failed("not the bytes of one build")
                print(f"pass  {engine.__name__}: {SHARES} shares, {len(expected)} files, the bytes of one build")
            except Failed as failed:
                wrong.append(failed)
                print(f"FAIL  {engine.__name__}: {failed}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
