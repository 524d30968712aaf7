package io.headjack.testkit;

import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.MultiplexerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link Multiplexer} must do, as JUnit tests: an implementer extends this class, and says which provider makes
 * the multiplexer and which runtime makes the instance that it works in.
 *
 * <p>Each test has a container of its own, with a POSIX shell and its tools inside and whatever the multiplexer needs. It
 * is removed after the test.
 */
@ExtendWith(MultiplexerExtension.class)
@DisplayNameGeneration(ContractNames.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class MultiplexerContract
        implements TerminalStartContract,
                TerminalListContract,
                TerminalKillContract,
                TerminalInputContract,
                TerminalScreenContract,
                TerminalAttachContract {
    /** For subclasses. */
    protected MultiplexerContract() {}

    /**
     * Makes the provider whose multiplexer is tested.
     *
     * @return a provider
     */
    protected abstract MultiplexerProvider provider();

    /**
     * Makes a runtime that really runs programs, and has terminals for them.
     *
     * @param dataDirectory Headjack's data directory, absolute and existing
     * @return a new runtime, closed by the contract
     */
    protected abstract ContainerRuntime createRuntime(Path dataDirectory);

    /**
     * Names an image that the engine has, with the multiplexer in it; anything where the runtime has no images.
     *
     * @return the image
     */
    protected abstract String image();

    /**
     * Says how long a step may take that a working multiplexer does at once.
     *
     * @return 30 seconds
     */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }
}
