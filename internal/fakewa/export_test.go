package fakewa

// LoopbackClient lets the tests try the client that calls webhooks.
var LoopbackClient = loopbackClient
