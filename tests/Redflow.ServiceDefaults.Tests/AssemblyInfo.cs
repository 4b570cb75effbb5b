// The sources of activities are global to the process: the providers of two services at a time would see each other's spans.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
