package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two users of JGit in one JVM. */
class GuestSystemReaderTest {
    @TempDir
    Path home;

    @BeforeEach
    void embed() {
        SystemReader.setInstance(new EmbeddersReader());
    }

    @AfterEach
    void leave() {
        SystemReader.setInstance(null);
    }

    private static String user() {
        try {
            return String.valueOf(SystemReader.getInstance().getUserConfig().getString("user", null, "name"));
        } catch (IOException | ConfigInvalidException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Test
    void getUserConfig_guestAndEmbedder_getTheirOwn() {
        String asGuest = GuestSystemReader.asGuest(GuestSystemReaderTest::user);

        assertThat(asGuest).isEqualTo("null");
        assertThat(user()).isEqualTo("embedder");
        assertThat(SystemReader.getInstance().getenv("ANY")).isEqualTo("embedder");
    }

    @Test
    void getUserConfig_embedderPutInAnotherReaderMeanwhile_isStillEmptyForTheGuest() {
        GuestSystemReader.asGuest(GuestSystemReaderTest::user);
        SystemReader.setInstance(new EmbeddersReader());

        assertThat(GuestSystemReader.asGuest(GuestSystemReaderTest::user)).isEqualTo("null");
        assertThat(user()).isEqualTo("embedder");
    }

    @Test
    void fileSystem_firstUseByTheGuest_isNotMeasured() {
        FS.FileStoreAttributes attributes = GuestSystemReader.asGuest(() -> FS.getFileStoreAttributes(home));

        assertThat(attributes.getFsTimestampResolution()).hasSeconds(2);
        assertThat(home).isEmptyDirectory();
    }

    private static final class EmbeddersReader extends SystemReader {
        @Override
        public StoredConfig getUserConfig() {
            StoredConfig config = new FileBasedConfig(null, FS.DETECTED);
            config.setString("user", null, "name", "embedder");
            return config;
        }

        @Override
        public String getHostname() {
            return "embedder";
        }

        @Override
        public String getenv(String variable) {
            return "embedder";
        }

        @Override
        public String getProperty(String key) {
            return System.getProperty(key);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            throw new AssertionError("the user's configuration is opened");
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            throw new AssertionError("the system's configuration is opened");
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            throw new AssertionError("the configuration of JGit is opened");
        }

        @Override
        @SuppressWarnings("deprecation")
        public long getCurrentTime() {
            return 0;
        }

        @Override
        @SuppressWarnings("deprecation")
        public int getTimezone(long when) {
            return 0;
        }
    }
}
