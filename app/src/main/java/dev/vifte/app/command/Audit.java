package dev.vifte.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vifte.Json;
import dev.vifte.app.ExitCode;
import dev.vifte.app.client.GatewayClient;
import dev.vifte.app.screen.Table;
import dev.vifte.audit.AuditCheck;
import dev.vifte.audit.AuditEntry;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `vifte audit`.
@Command(
    name = "audit",
    description = {
      "The audit log: who erased or cancelled what, and when. Each entry holds the hash of the",
      "one before, so that no change stays unseen."
    },
    footer = {"", "Examples:", "  vifte audit list", "  vifte audit verify"},
    synopsisSubcommandLabel = "COMMAND")
final class Audit {
  private final Context context;

  Audit(Context context) {
    this.context = context;
  }

  @Command(name = "list", description = "Lists the entries, oldest first.")
  int list(
      @Mixin GatewayOption gateway,
      @Option(names = "--json", description = "As JSON, an entry a line.") boolean json) {
    var table = Table.of("number", "at", "who", "what", "about");
    read(
        gateway,
        entry -> {
          if (json) {
            context.screen().print(Json.tree(entry).toString());
          } else {
            table.row(entry.number(), entry.at(), entry.who(), entry.what(), entry.about());
          }
        });
    if (!json) {
      context.screen().print(table.isEmpty() ? "no entry" : table.toString());
    }
    return 0;
  }

  @Command(
      name = "verify",
      description = {
        "Follows the chain of hashes; exits 1 where it breaks. Prints the last number and hash: kept",
        "elsewhere, they show whether the end was cut off."
      })
  int verify(@Mixin GatewayOption gateway) {
    var check = new AuditCheck();
    var wrong = new int[1];
    read(
        gateway,
        entry -> {
          Optional<String> why = check.next(entry);
          why.ifPresent(context.screen()::print);
          wrong[0] += why.isPresent() ? 1 : 0;
        });
    context.screen().print("%d entries, the last is %s".formatted(check.number(), check.hash()));
    return (wrong[0] == 0 ? ExitCode.OK : ExitCode.INCOMPLETE).number();
  }

  private void read(GatewayOption gateway, Consumer<AuditEntry> each) {
    try (GatewayClient client = gateway.open(context)) {
      Optional<String> after = Optional.of("0");
      while (after.isPresent()) {
        ObjectNode page = client.get("v1/audit?limit=1000&after=" + after.get());
        for (JsonNode entry : page.path("entries")) {
          each.accept(AuditEntry.fromJson(Json.bytes(entry)));
        }
        after = Optional.of(page.path("after").asText()).filter(text -> !text.isEmpty());
      }
    }
  }
}
