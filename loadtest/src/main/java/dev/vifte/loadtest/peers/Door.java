package dev.vifte.loadtest.peers;

import java.net.URI;

/// How a product takes a photo and tells what became of it, over HTTP and JSON.
///
/// @param address of its gateway
/// @param ready a path that answers 200 once it takes uploads
/// @param upload the path that takes a form with one file, and answers 202
/// @param id the member of that answer that names the job
/// @param state the path of a job's state, before its id
/// @param done the value of the member `state` of a job whose outputs are all stored
record Door(URI address, String ready, String upload, String id, String state, String done) {
  /// What both peers have.
  static Door ofPeer(int port) {
    return new Door(at(port), "/health", "/upload", "id", "/status/", "done");
  }

  static Door ofVifte(int port, String pipeline) {
    String jobs = "/v1/pipelines/%s/jobs".formatted(pipeline);
    return new Door(at(port), "/health/ready", jobs, "job", "/v1/jobs/", "completed");
  }

  private static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
