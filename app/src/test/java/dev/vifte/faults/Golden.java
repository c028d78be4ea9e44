package dev.vifte.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.cluster.Cluster;
import dev.vifte.cluster.Ledger;
import dev.vifte.cluster.On;
import dev.vifte.cluster.Plan;
import dev.vifte.cluster.Uploader;
import dev.vifte.crash.Sums;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What an undisturbed run gives: for each upload the sums of its outputs, by stage and name.
final class Golden {
  private final Path folder;
  private final Map<String, Map<String, String>> sums = new TreeMap<>();

  Golden(Path folder) {
    this.folder = folder;
  }

  /// The sums for so many uploads, the same on every backend.
  synchronized Map<String, Map<String, String>> of(int uploads) throws Exception {
    if (sums.size() < uploads) {
      sums.clear();
      play(uploads);
    }
    return sums;
  }

  private void play(int uploads) throws Exception {
    var ledger = new Ledger(folder.resolve("ledger.txt"));
    try (Cluster cluster = Cluster.start(folder, Plan.of(On.EMBEDDED, 1, 0));
        var uploader = new Uploader(cluster.gateway(0), ledger, Uploader.PATIENCE)) {
      uploader.upload(uploads, 100);
      for (var each : uploader.awaitEnds().entrySet()) {
        sums.put(each.getKey(), outputs(uploader, each.getValue()));
      }
    }
  }

  /// The sums of the bytes a client gets, each as the document says.
  static Map<String, String> outputs(Uploader uploader, ObjectNode job)
      throws IOException, InterruptedException {
    var found = new TreeMap<String, String>();
    for (var stage : job.path("stages").properties()) {
      for (JsonNode output : stage.getValue().path("outputs")) {
        String name = stage.getKey() + "/" + output.path("name").asText();
        byte[] bytes =
            uploader.bytes("v1/jobs/%s/outputs/%s".formatted(job.path("job").asText(), name));
        String sum = Sums.sha256(bytes);
        found.put(name, sum.equals(output.path("sha256").asText()) ? sum : "not what was recorded");
      }
    }
    return found;
  }
}
