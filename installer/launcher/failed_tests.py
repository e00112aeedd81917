"""Names every test that failed, why and where: the end of ./stampede test. Exits with 1 if any did."""

import pathlib
import sys
import xml.etree.ElementTree as ET

LONGEST_REASON = 1200


def failures(root):
    for report in sorted(root.glob("**/target/surefire-reports/TEST-*.xml")):
        for case in ET.parse(report).iter("testcase"):
            for bad in case.findall("failure") + case.findall("error"):
                yield case.get("classname", "?"), case.get("name", "?"), bad


def reason(bad):
    text = (bad.get("message") or bad.get("type") or "").strip()
    return text if len(text) <= LONGEST_REASON else text[:LONGEST_REASON] + " …"


def places(bad):
    """The frames of our own code, nearest first."""
    frames = [line.strip() for line in (bad.text or "").splitlines()]
    return [frame for frame in frames if frame.startswith("at io.stampede.")][:4]


def main():
    found = list(failures(pathlib.Path(sys.argv[1])))
    for class_name, test, bad in found:
        print(f"failed: {class_name.rsplit('.', 1)[-1]}.{test}")
        for line in reason(bad).splitlines() + places(bad):
            print(f"    {line}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
