package io.headjack.docker;

import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.testkit.MultiplexerContract;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all multiplexers on the tmux of a container. Its smoke is {@link TmuxOverDockerIT}. */
@RequiresTool("docker")
@Tag("long")
class TmuxContractIT extends MultiplexerContract {
    @BeforeAll
    static void buildImage(@TempDir Path directory) throws IOException {
        try (ContainerRuntime runtime = Job.engine(directory)) {
            TmuxImage.require(runtime, directory);
        }
    }

    @Override
    protected MultiplexerProvider provider() {
        return TmuxPlace.provider();
    }

    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        return Job.engine(dataDirectory);
    }

    @Override
    protected String image() {
        return TmuxImage.TAG;
    }
}
