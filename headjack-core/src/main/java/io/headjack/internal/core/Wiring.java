package io.headjack.internal.core;

import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Progress;
import io.headjack.internal.catalog.CatalogFile;
import io.headjack.internal.configuration.Configured;
import io.headjack.internal.credential.CredentialCommand;
import io.headjack.internal.credential.CredentialFinder;
import io.headjack.internal.events.EventStream;
import io.headjack.internal.git.Git;
import io.headjack.internal.instance.Containers;
import io.headjack.internal.instance.CreateSpec;
import io.headjack.internal.instance.DataDirectory;
import io.headjack.internal.instance.Operations;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.instance.Terminals;
import io.headjack.internal.log.FileChanges;
import io.headjack.internal.os.Environment;
import io.headjack.internal.provider.Agents;
import io.headjack.internal.provider.Plugins;
import io.headjack.internal.text.Printable;
import io.headjack.spi.HeadjackConfiguration;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.RuntimeContext;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts everything together. */
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Headjack.class);

    /** Somebody may have to unlock what keeps passwords. */
    private static final Duration CREDENTIAL_TIMEOUT = Duration.ofMinutes(1);

    private Wiring() {}

    static Headjack open(HeadjackConfiguration asked, Environment environment) {
        return open(asked, environment, Terminals::new);
    }

    /**
     * Opens it.
     *
     * @param connections makes what keeps the connections to multiplexers
     */
    static Headjack open(
            HeadjackConfiguration asked,
            Environment environment,
            Function<MultiplexerProvider, Terminals> connections) {
        Configured configured = Configured.read(asked, environment);
        HeadjackListener listener = guarded(asked.listener());
        // Before anything is made: a configuration that is wrong leaves nothing behind.
        Agents agents = Agents.load(asked.classLoader(), configured, listener::warning);
        DataDirectory data = DataDirectory.open(configured.dataDirectory());
        Plugins plugins = Plugins.load(
                asked,
                configured,
                new RuntimeContext(data.root(), environment.variables(), asked.clock(), listener::progress),
                listener::warning);
        Workers workers = new Workers();
        Parts parts = new Parts(
                data,
                new CatalogFile(data.root(), listener::warning),
                plugins.runtimes(),
                new Containers(data, plugins.runtimes()),
                connections.apply(plugins.multiplexer()),
                new Git(data.temporary()),
                asked.clock(),
                workers,
                listener::progress,
                listener::warning);
        FileChanges files = new FileChanges();
        EventWatch watch = new EventWatch(changed -> new SeenWorld(parts, agents, files, changed));
        Lifecycle lifecycle = new Lifecycle();
        Context context = new Context(
                parts,
                new Operations(parts, agents, configured.baseImage()),
                CreateSpec.DEFAULT.usualFlags(configured.runtimeFlags()),
                agents,
                environment,
                new AgentCredentials(
                        agents,
                        new CredentialFinder(
                                environment,
                                new CredentialCommand(environment.home(), CREDENTIAL_TIMEOUT),
                                asked.clock()),
                        lifecycle),
                lifecycle,
                files,
                new Followers(),
                new Attachments(),
                new EventStream(workers, watch));
        return new DefaultHeadjack(context, workers, watch);
    }

    /** Keeps a listener's own failures away from what it listens to. */
    private static HeadjackListener guarded(HeadjackListener listener) {
        return new HeadjackListener() {
            @Override
            public void progress(Progress progress) {
                try {
                    listener.progress(progress);
                } catch (RuntimeException e) {
                    LOG.warn("a listener failed on progress", e);
                }
            }

            @Override
            public void warning(String message) {
                String printable = Printable.text(message);
                LOG.warn("{}", printable);
                try {
                    listener.warning(printable);
                } catch (RuntimeException e) {
                    LOG.warn("a listener failed on a warning", e);
                }
            }
        };
    }
}
