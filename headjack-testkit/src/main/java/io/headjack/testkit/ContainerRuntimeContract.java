package io.headjack.testkit;

import io.headjack.spi.ContainerRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link ContainerRuntime} must do, as JUnit tests: an implementer extends this class, and says how to make
 * the runtime and what it can do; the package's documentation has an example.
 *
 * <p>Where the runtime lacks a feature, the tests of that feature demand that it is refused. All that a test makes
 * carries a label of its own, and is removed after it.
 */
@ExtendWith(ContractExtension.class)
@DisplayNameGeneration(ContractNames.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class ContainerRuntimeContract
        implements LifeCycleContract,
                CreateContract,
                ListingContract,
                StopContract,
                ExecContract,
                StreamContract,
                WaitContract,
                MountContract,
                FeatureContract,
                WatchContract {
    /** For subclasses. */
    protected ContainerRuntimeContract() {}

    /**
     * Makes a runtime. Called more than once in a test; all that are made for one directory see the same containers.
     *
     * @param dataDirectory Headjack's data directory, absolute and existing
     * @return a new runtime, closed by the contract
     */
    protected abstract ContainerRuntime createRuntime(Path dataDirectory);

    /**
     * Names an image that the engine has. Its tools must fit {@link #programs()}.
     *
     * @return the image
     */
    protected abstract String image();

    /**
     * Says what the runtime can do.
     *
     * @return the features; any other must be refused
     */
    protected abstract Set<ContractFeature> features();

    /**
     * Says which programs the image has.
     *
     * @return {@link ContractPrograms#posix()}
     */
    protected ContractPrograms programs() {
        return ContractPrograms.posix();
    }

    /**
     * Counts the calls to the engine, where that can be observed.
     *
     * @return how many calls all runtimes of this test have made so far; empty if nobody counts
     */
    protected OptionalLong engineCalls() {
        return OptionalLong.empty();
    }

    /**
     * Says how long a step may take that a working runtime does at once.
     *
     * @return 30 seconds
     */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }
}
