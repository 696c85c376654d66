"""Models of adoption and resistance: pure functions from frames to small results; `data.fits` feeds and keeps them.

A result is a dict that json can keep. It holds no row of a person and no group of fewer than the smallest number of
staff that may be shown. Every one has

    state    "fitted", or "refused" with `reason` {"id", "en"}: nothing but `n` and `kind` follows then
    kind     "association" | "forecast" | "description": never a claim of cause; the page words it so. "causal" where the
             design could have failed (training_effect, launch_effect), with its check beside the figures
    n        what it rests on, counts by name: people, units, spells, responses, months ...
    caveats  list of keys of `metrics.models.words.CAVEATS`: sentences that stand beside the figures

An estimate is {"value", "low", "high"}, the interval at 95 %. Keys of features, levels, systems, positions and units are
those of the tables; labels of features are `metrics.models.words.FEATURES`. `name` below is the fit's name.

cox: how fast sustained use is reached, training as a covariate that changes with time
    effects  [{"feature": "trained" | "peers" | "age" | "position" | "obligation", "level": key or "" (a number),
               "reference": key of the level compared with or "", "step": 10 (points of `peers`) or None,
               "ratio": estimate of the hazard ratio, "p": p value, "people": people at that level or None}]
    n        people, spells, reached, episodes, units; `sampled`: whether only a sample of the spells was used

diffusion: one forecast per system, of the share of those who have it that has ever used it (city "": cities together)
    systems  [{"system", "state", "reason"?, "n": {"people", "active", "months"},
               "observed": [{"month": "2025-03", "share"}],
               and when fitted:
               "ceiling", "peak_month": estimates (months since launch for the latter), "p", "q": estimates,
               "forecast": [{"month", "value", "low", "high"}]}]      low, high: the fan, new months drawn too

resistance_drivers, adoption_drivers: what goes with R (0-100), with sustained use within two quarters (0/1)
    skill    estimate: 1 - squared error / that of the baseline, held out by unit; `baseline` what it is compared with
    found    whether there is skill; without it `features` is empty and `reason` says so (state stays "fitted")
    model    "linear" or "boosted"; `candidates` {"linear": estimate, "boosted": estimate}
    features [{"feature", "importance": estimate (rise of squared error in % when shuffled, held out),
               "shown": whether its interval lies above 0, "levels"?: bool (named levels, else numbers),
               "curve": [{"at": number or key, "value", "low", "high"}]}]   partial dependence, largest first
    left_out [{"feature", "why": key of words.WHY_LEFT_OUT}]
    placebo  {"runs", "found"}: the same on shuffled outcomes
    n        rows, units; `sampled`

segments: groups of staff alike in resistance and behaviour, and what help fits each
    cuts     {"r_low": 40, "r_high": 60, "r": 50, "bri": number}: see words.CUTS
    number   how many kinds; 1: groups differ by degrees, `segments` is then one
    scores   [{"number", "shape", "score"}]: held-out log likelihood per group; the largest was chosen
    stability mean adjusted Rand index over resamples of units (None for one kind); `stable`: at least .6
    segments [{"segment": 0.., "groups": count, "people", "help": key of words.HELP or "", "quadrants": {help key: groups},
               "means": {resistance, bri, scales, parts: estimate}}]     by resistance, the highest first
    groups   [{"city", "unit", "position": key or "" (whole unit), "people" (in the logs), "responses" (fewest people in
               the survey), "r", "bri": estimates, "parts": {part: value}, "attitudes": {scale: value},
               "segment", "quadrant": key of words.HELP, "sure": both intervals lie on one side of the cuts}]
    words.HELP[key]: title, meaning, actions, leader (its role), areas and kinds of training that match

leaders: active days of those who lead beside those of the others in their units
    groups   [{"level": "low" | "middle" | "high", "units", "leaders", "staff", "leaders_rate", "staff_rate": estimates in %}]
    slope    estimate: points of the others' rate per 10 points of the leaders', systems compared with their own mean
    found    whether the interval of the slope leaves out 0

training_use: use two quarters before and after a first IT training, beside colleagues not trained then
    systems  [{"system", "state", "reason"?, "n": {"trained", "compared", "units"},
               "before", "after": estimates in % of working days, "change": estimate in points,
               "others_change": estimate, "difference": estimate}]

training_effect: a training in a month beside going on as before, on people like those who could be trained, by kind; 90 %
intervals
    kinds    {"class" | "elearning" | "coaching": {"state", "reason"?, "n": {"trained", "untrained", "units"},
               "sustained", "sustained_3": points of a hundred that reach sustained use within 6 and 3 months, "of_trained":
               the former on people like the trained,
               "active": points of active days in those 6 months, each {"value", "low", "high", "se", "naive" (the plain
               difference), "base" (what they reach without), "offices"},
               "placebo": the same of active days in the 3 months before, and "holds" (nothing at 1 %),
               "outside": % without anybody alike, left out; "unlike": % of the untrained far from all trained; "e_value",
               also of each outcome; "dose": 95th percentile of the % of an office's
               staff without sustained use that was trained in a quarter, over "dose_quarters" with any,
               "cells": [{"unit", "mean", "sd"}], shrunk towards the whole}}

launch_effect: bringing in a system, by imputation difference-in-differences; 90 % intervals
    systems  [{"system", "outcomes": {"ikm" | "complaints" | "processing": {"state", "reason"?,
               "n": {"launched", "waiting", "units"}, "value", "low", "high", "se", "before_after", "offices", "drift", "moved",
               "after", "before": [{"quarter" since the launch, "value", "low", "high"}], "steady", "p_before"}}}]

use_and_ikm: slopes within offices, 90 % intervals
    ikm          points of IKM per point of sustained use: {"value", "low", "high", "se", "offices", "rows", "robustness"}
    resistance   points of R per % of staff trained; None where too few were asked

alike: what units with such figures have; 90 and 50 % intervals for a unit that was not looked at
    outcomes     {"ikm" | "resistance" | "sustained_use": {"state", "reason"?, "n": {"units", "rows"},
                   "skill": estimate as above, beside city and type of office, and when fitted:
                   "figures": keys of alike.FIGURES that it is foretold from,
                   "models": per fold of units {"overall", "base", "context": {"city" | "unit_type": {key: points}},
                     "steps": {figure: {"at", "value", "missing"}}, "range"}: see alike.predicted,
                   "residuals", "weights": per fold, of the rows left out; "cover": {"90", "50"}: share of units left out
                   within their intervals; "slope" of the outcome on what was foretold of them;
                   "reached": {figure: [lowest, highest]}, "scale": by figure, "caliper", "reach": distances}}
    offices      [{"unit", "unit_type", "at": {figure: newest value or None}, "quarter": {outcome: its quarter}}], as shown elsewhere
"""
