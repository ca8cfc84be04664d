"""Plots what `newslint profile` counts: cells for an editor that runs them one by one, or a script.

    newslint profile news.jsonl --format json > profile.json
    python examples/plot_profile.py profile.json profile.png
"""

# %% What was counted
import json
import sys

import matplotlib.pyplot as plt

source, target = sys.argv[1:3] if len(sys.argv) > 2 else ("profile.json", "profile.png")
with open(source, encoding="utf-8") as file:
    profile = json.load(file)
corpus = profile["corpus"]
figure, plots = plt.subplots(2, 2, figsize=(12, 8), layout="constrained")
colors = {"error": "#c0392b", "warning": "#e08e0b", "info": "#5b7db1"}

# %% Which lints touch how many articles
lints = profile["lints"][:20][::-1]
plots[0, 0].barh(
    [lint["lint"] for lint in lints],
    [100 * lint["share"] for lint in lints],
    color=[colors[lint["level"]] for lint in lints],
)
plots[0, 0].set(title="Articles touched by lint", xlabel="% of articles")

# %% How long articles are
histogram = corpus["lengths"]["histogram"]
plots[0, 1].bar(
    [f"{bar['from']:,}–" for bar in histogram],
    [bar["articles"] for bar in histogram],
    color=colors["info"],
)
plots[0, 1].set(title="Lengths of articles", xlabel="characters", ylabel="articles")
plots[0, 1].tick_params(axis="x", rotation=60)

# %% Where the errors are
sources = profile["sources"][:20][::-1]
plots[1, 0].barh(
    [entry["source"][-30:] for entry in sources],
    [entry["errors_per_10000"] for entry in sources],
    color=colors["error"],
)
plots[1, 0].set(title="Errors by source", xlabel="errors in 10,000 characters")

# %% When they came in
months = [entry for entry in profile["months"] if entry["month"]]
if months:
    plots[1, 1].plot(
        [entry["month"] for entry in months],
        [entry["errors_per_10000"] for entry in months],
        color=colors["error"],
        marker="o",
    )
else:
    plots[1, 1].text(0.5, 0.5, "no dates: profile with --date-field", ha="center")
plots[1, 1].set(title="Errors by month", ylabel="errors in 10,000 characters")
plots[1, 1].tick_params(axis="x", rotation=60)

# %%
figure.savefig(target, dpi=150)
