package io.headjack.examples.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Network;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresTool({"git", "tmux", "unshare"})
class OfflineInstanceIT {
    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on("offline");

    @Test
    void session_networkNone_hasNoRoute(Headjack headjack, TempRepository repository) {
        Instance instance = headjack.instances()
                .in(repository.directory())
                .branch("feat/x")
                .network(Network.NONE)
                .ensure();

        assertThat(instance.sessions()
                        .command("sh", "-c", "test -z \"$(sed 1d /proc/net/route)\"")
                        .start()
                        .awaitExit(Duration.ofMinutes(1))
                        .code())
                .isZero();
    }
}
