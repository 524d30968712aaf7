package io.headjack.internal.instance;

import io.headjack.Progress;
import io.headjack.internal.catalog.CatalogFile;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.Git;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.provider.Runtimes;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What every operation works with.
 *
 * @param data where everything is kept
 * @param catalog the record
 * @param runtimes the container runtimes
 * @param containers makes containers
 * @param terminals the open connections to multiplexers
 * @param git the host's git
 * @param clock the time
 * @param workers runs what can go on side by side
 * @param progress takes how far long work has come
 * @param warnings takes what went wrong without stopping an operation
 */
public record Parts(
        DataDirectory data,
        CatalogFile catalog,
        Runtimes runtimes,
        Containers containers,
        Terminals terminals,
        Git git,
        Clock clock,
        Executor workers,
        Consumer<Progress> progress,
        Consumer<String> warnings) {
    public String catalogId() {
        return catalog.read().id();
    }

    public World world(InstanceRecord instance) {
        return containers.world(instance);
    }

    public GitRepository repository(InstanceRecord instance) {
        return git.repository(instance.repository());
    }
}
