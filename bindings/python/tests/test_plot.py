"""The script that plots what `newslint profile` counts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")


@pytest.mark.parametrize("flags", [[], ["--date-field", "day"]])
def test_a_profile_is_plotted(tmp_path, flags):
    news = tmp_path / "news.jsonl"
    lines = [f'{{"text": "工程總投資達1O5億元，工期三年。", "day": "2024-0{month}-03"}}\n' for month in (4, 5, 6)]
    news.write_text("".join(lines), encoding="utf-8")
    profile = [sys.executable, "-m", "newslint", "profile", "--isolated", "--format", "json", *flags, str(news)]
    counted = tmp_path / "profile.json"
    counted.write_bytes(subprocess.run(profile, check=True, stdout=subprocess.PIPE).stdout)
    script = Path(__file__).parents[3] / "examples" / "plot_profile.py"
    picture = tmp_path / "profile.png"
    command = [sys.executable, str(script), str(counted), str(picture)]
    subprocess.run(command, check=True, env={**os.environ, "MPLBACKEND": "Agg"}, timeout=120)
    assert picture.read_bytes().startswith(b"\x89PNG")
