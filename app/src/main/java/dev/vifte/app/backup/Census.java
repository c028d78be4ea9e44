package dev.vifte.app.backup;

import dev.vifte.job.JobQuery;
import dev.vifte.job.JobStore;
import dev.vifte.job.JobSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// How many jobs there are.
///
/// @param open those that have not ended
public record Census(long all, long open) {
  private static final int PAGE = 1000;

  static Census of(JobStore jobs) throws IOException {
    var census = new Census(0, 0);
    Optional<JobSummary> last = Optional.empty();
    List<JobSummary> page;
    do {
      var query =
          new JobQuery(
              Optional.empty(), Optional.empty(), Optional.empty(), last.map(JobSummary::id), PAGE);
      page = jobs.find(query);
      census = census.and(page);
      last = page.isEmpty() ? last : Optional.of(page.getLast());
    } while (page.size() == PAGE);
    return census;
  }

  private Census and(List<JobSummary> page) {
    long more = page.stream().filter(job -> !job.state().ended()).count();
    return new Census(all + page.size(), open + more);
  }
}
