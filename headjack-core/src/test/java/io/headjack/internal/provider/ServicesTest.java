package io.headjack.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.SpiVersion;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {
    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();

    private Map<String, AgentProvider> load(String... providers) throws IOException {
        Path file = directory.resolve("META-INF/services/io.headjack.spi.AgentProvider");
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(providers));
        try (URLClassLoader loader = new OwnFilesLoader(directory.toUri().toURL())) {
            return new Services(loader, warnings::add)
                    .load(AgentProvider.class, each -> each.profile().id(), AgentProvider::spiVersion);
        }
    }

    @Test
    void load_brokenProviders_areReportedAndTheOthersWork() throws Exception {
        Map<String, AgentProvider> found =
                load("no.such.Provider", Throwing.class.getName(), NoProvider.class.getName(), Good.class.getName());

        assertThat(found).containsOnlyKeys("good");
        assertThat(warnings).hasSize(3);
        assertThat(warnings).anyMatch(each -> each.contains("no.such.Provider"));
        assertThat(warnings).anyMatch(each -> each.contains("Throwing"));
    }

    @Test
    void load_otherVersion_isLeftOutByName() throws Exception {
        assertThat(load(FromTheFuture.class.getName())).isEmpty();
        assertThat(warnings).singleElement().asString().contains("SPI version 999", "FromTheFuture");
    }

    @Test
    void load_twoWithOneId_useNeither() throws Exception {
        assertThat(load(Good.class.getName(), AlsoGood.class.getName())).isEmpty();
        assertThat(warnings).singleElement().asString().contains("\"good\"", "AlsoGood");
    }

    @Test
    void load_failingInUse_isLeftOut() throws Exception {
        assertThat(load(FailingProfile.class.getName(), Good.class.getName())).containsOnlyKeys("good");
    }

    /** Works. */
    public static class Good implements AgentProvider {
        @Override
        public int spiVersion() {
            return SpiVersion.CURRENT;
        }

        @Override
        public AgentProfile profile() {
            return AgentProfile.of("good", List.of("good"));
        }
    }

    /** Has the id of another one. */
    public static final class AlsoGood extends Good {}

    /** Was built for another version. */
    public static final class FromTheFuture extends Good {
        @Override
        public int spiVersion() {
            return 999;
        }
    }

    /** Cannot be made. */
    public static final class Throwing extends Good {
        public Throwing() {
            throw new IllegalStateException("broken");
        }
    }

    /** Fails when asked. */
    public static final class FailingProfile extends Good {
        @Override
        public AgentProfile profile() {
            throw new NoClassDefFoundError("missing");
        }
    }

    /** Is not what its file says. */
    public static final class NoProvider {}

    /** Sees the classes of the tests, and of service files its own only. */
    private static final class OwnFilesLoader extends URLClassLoader {
        OwnFilesLoader(URL directory) {
            super(new URL[] {directory}, ServicesTest.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return findResources(name);
        }
    }
}
