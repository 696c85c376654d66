"""Places compared fairly: same mix, honest ranks, units beside their peers. Generic: takes estimates of any indicator."""
