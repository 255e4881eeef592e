"""Working days, working hours and the legal clock.

Words: a *day off* and a *worked day* (a Saturday worked in exchange) are data with a source; a *calendar
version* never changes once published; the *clock* counts a time rule from clock events and says the *due
date*, that is the appointment (end of business of the last day) and beside it the legal end (24:00 of that
day), which decides lateness.

Law: BLDS-2015/147, BLDS-2015/148, BLLD-2019/112, ND-61-2018/19.4.
"""
