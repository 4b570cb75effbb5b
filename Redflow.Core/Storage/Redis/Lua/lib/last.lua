-- What a call does when it has done all else: settle calls these first, each with the guard, the time and the queues that are woken.
local last = {}
