"""The digitisation line at the desk: plans, campaigns, boxes, pages, checking, faults, reports."""
