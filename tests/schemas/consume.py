"""Reads the reports of a folder as other programs do, and prints what they find: `format line column`, a finding a line.

For r.sarif, r.junit.xml and r.checkstyle.xml; ends with 3 where a program is not installed.
"""

import sys
from pathlib import Path

try:
    import junitparser
    from lxml import etree
    from sarif import loader
except ImportError as error:
    print(error)
    sys.exit(3)

folder = Path(sys.argv[1])
schemas = Path(__file__).parent

sarif = loader.load_sarif_file(str(folder / "r.sarif"))
for result in sarif.get_results():
    region = result["locations"][0]["physicalLocation"]["region"]
    print("sarif", region["startLine"], region.get("startColumn", 1))
assert len(sarif.get_records()) == len(sarif.get_results())

junit = etree.parse(str(folder / "r.junit.xml"))
for element, attribute in [("testsuites", "skipped"), ("testcase", "file"), ("testcase", "line")]:
    for found in junit.iter(element):
        found.attrib.pop(attribute, None)
etree.XMLSchema(etree.parse(str(schemas / "junit.xsd"))).assertValid(junit)
for suite in junitparser.JUnitXml.fromfile(str(folder / "r.junit.xml")):
    for case in suite:
        if " " in case.name:
            print("junit", *case.name.split(" ")[1].split(":"))

checkstyle = etree.parse(str(folder / "r.checkstyle.xml"))
assert checkstyle.getroot().tag == "checkstyle"
for error in checkstyle.getroot().iterfind("file/error"):
    assert error.get("severity") in ("error", "warning", "info"), error.attrib
    assert error.get("message") and error.get("source"), error.attrib
    print("checkstyle", error.get("line"), error.get("column"))
