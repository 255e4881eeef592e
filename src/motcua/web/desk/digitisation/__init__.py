"""The digitisation line at the desk: plans, campaigns, boxes, pages to look at, faults, reports."""
