package io.headjack.internal.tmux;

import io.headjack.internal.local.LocalRuntimeProvider;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.MultiplexerContract;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.time.Clock;

/** The contract of all multiplexers on the tmux of this host. */
@RequiresTool({"tmux", "setsid"})
class TmuxContractIT extends MultiplexerContract {
    @Override
    protected MultiplexerProvider provider() {
        return new TmuxProvider();
    }

    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        return new LocalRuntimeProvider()
                .create(new RuntimeContext(dataDirectory, System.getenv(), Clock.systemUTC(), progress -> {}));
    }

    @Override
    protected String image() {
        return "none";
    }
}
