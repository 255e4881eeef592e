"""Messages to people: fixed in the transaction of the act, sent by a job, once per event and recipient."""
