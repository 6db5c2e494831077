"""What each BPMN element does when a token reaches it: our spec classes on SpiffWorkflow's.

A workflow's task tree holds tokens and nothing else: what is finished leaves the tree at once, and the record of
it is a visit. See docs/adr for why the joins, boundary events, loops and timers of SpiffWorkflow are not used.
"""
