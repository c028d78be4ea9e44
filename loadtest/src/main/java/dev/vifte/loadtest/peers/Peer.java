package dev.vifte.loadtest.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One product as its users start it.
///
/// @param home where its commands run
/// @param prepare what is run once before; empty when nothing is
/// @param gateway takes uploads
/// @param worker runs the jobs; empty when the gateway does
/// @param door the gateway's
record Peer(
    String name,
    Path home,
    Map<String, String> environment,
    List<String> prepare,
    List<String> gateway,
    List<String> worker,
    Door door) {}
