"""JUnit XML, as CI systems read it: a test case for each eval case, and one for each metric's threshold."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from evals.running import Outcome


def junit(outcomes: Sequence[Outcome], regressions: dict[str, list[str]]) -> str:
    """regressions: by suite, what is significantly worse than the baseline, in words."""
    root = Element("testsuites")
    for outcome in outcomes:
        told = regressions.get(outcome.suite.name, [])
        suite = SubElement(root, "testsuite", name=outcome.suite.name, time=f"{outcome.seconds:.3f}")
        for case in outcome.suite.cases:
            test = SubElement(suite, "testcase", classname=outcome.suite.name, name=case.id)
            if case.id in outcome.failures:
                SubElement(test, "error", message=outcome.failures[case.id])
            reasons = [f"{s.metric} {s.value:.2f}: {s.reason}" for s in outcome.scores.get(case.id, ()) if s.reason]
            if reasons:
                SubElement(test, "system-out").text = "\n".join(reasons)
        for metric, least in outcome.suite.thresholds.items():
            test = SubElement(suite, "testcase", classname=f"{outcome.suite.name}.threshold", name=metric)
            if metric in outcome.below:
                SubElement(test, "failure", message=f"{outcome.below[metric]:.4f} is below {least}")
        if told:
            test = SubElement(suite, "testcase", classname=f"{outcome.suite.name}.baseline", name="regression")
            SubElement(test, "failure", message="; ".join(told))
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(len(suite.findall("./testcase/failure"))))
        suite.set("errors", str(len(suite.findall("./testcase/error"))))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
