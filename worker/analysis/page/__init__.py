"""An analysis as one page that opens anywhere: it fetches nothing, and what a video said is only text."""
