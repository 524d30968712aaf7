package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.catalog.CatalogFile;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.Fields;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.tmux.TmuxVersion;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks into an image once, through a container that lives for a moment: whether the engine sees this host's files, and
 * whether the image holds what an instance needs. What was found is kept by engine, image and user.
 */
final class Probe {
    /** Changes with what is kept. */
    private static final String FORM = "2";

    private static final String NONCE_INSIDE = "/headjack/nonce";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String FALLBACK_HOME = "/home/agent";

    private final DataDirectory data;
    private final CatalogFile catalog;

    Probe(DataDirectory data, CatalogFile catalog) {
        this.data = data;
        this.catalog = catalog;
    }

    /** Returns what is in an image, as found before or now. What lacks something is looked at anew each time. */
    Facts facts(
            InstanceId id, ContainerRuntime runtime, RuntimeInfo engine, Images.Resolved image, @Nullable String user) {
        return known(engine, image, user)
                .orElseGet(() -> keep(id, file(engine, image, user), look(id, runtime, engine, image, user)));
    }

    /** Returns what was found before in an image that has all that is needed. */
    Optional<Facts> known(RuntimeInfo engine, Images.Resolved image, @Nullable String user) {
        Path known = file(engine, image, user);
        try {
            Fields fields = new Fields("facts", Documents.readJson(Files.readAllBytes(known)));
            return Optional.of(
                    new Facts(fields.text("git"), fields.text("tmux"), fields.text("home"), fields.text("uid")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new OperationFailedException("cannot read " + known + ": " + e + "; delete it", e);
        }
    }

    private Path file(RuntimeInfo engine, Images.Resolved image, @Nullable String user) {
        return data.cache()
                .resolve(HexFormat.of()
                                .formatHex(InstanceNames.sha256(
                                        engine.engineId() + "\0" + image.info().id() + "\0" + user + "\0" + FORM))
                        + ".json");
    }

    private Facts keep(InstanceId id, Path file, Facts facts) {
        if (!facts.complete()) {
            return facts;
        }
        try {
            DurableFiles.directory(data.cache());
            DurableFiles.replace(
                    file,
                    data.temporary().resolve("facts-" + id),
                    Documents.writeJson(Map.of(
                            "git", facts.git(), "tmux", facts.tmux(), "home", facts.home(), "uid", facts.uid())));
            return facts;
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + e, e);
        }
    }

    private Facts look(
            InstanceId id, ContainerRuntime runtime, RuntimeInfo engine, Images.Resolved image, @Nullable String user) {
        String nonce = UUID.randomUUID().toString();
        Path file = data.temporary().resolve("nonce-" + id + "-" + nonce);
        try {
            Files.writeString(file, nonce + "\n");
            // The user inside may be another one than the file's owner.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            return look(id, runtime, engine, image, user, file, nonce);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write to " + data.temporary() + ": " + e, e);
        } finally {
            DurableFiles.deleteQuietly(file);
        }
    }

    private Facts look(
            InstanceId id,
            ContainerRuntime runtime,
            RuntimeInfo engine,
            Images.Resolved image,
            @Nullable String user,
            Path file,
            String nonce) {
        ContainerId container;
        try {
            container = runtime.create(ContainerSpec.builder("headjack-probe-" + nonce, image.reference())
                    .label(Containers.ONE_SHOT, id.value())
                    .label(Containers.CATALOG, catalog.read().id())
                    .mount(Mount.readOnlyBind(file, NONCE_INSIDE))
                    .user(user)
                    .network(false)
                    .build());
        } catch (InvalidRequestException e) {
            // The one thing in this request that can be wrong is the file, which is there on this host.
            throw notShared(engine, e);
        }
        try {
            runtime.start(container);
            return parse(engine, nonce, Scripts.run(runtime, container, user, TIMEOUT, "probe.sh", NONCE_INSIDE));
        } finally {
            Cleanup.run(() -> runtime.remove(container));
        }
    }

    private Facts parse(RuntimeInfo engine, String nonce, String output) {
        List<String> lines = output.lines().toList();
        if (lines.size() < 5) {
            throw new OperationFailedException("the image answered the probe with \"" + output.strip()
                    + "\"; it needs a POSIX shell named sh and the program cat");
        }
        if (!lines.get(0).equals(nonce)) {
            throw notShared(engine, null);
        }
        return new Facts(lines.get(1), lines.get(2), home(lines.get(3)), lines.get(4));
    }

    /** Podman gives a user that the image does not know the image's working directory as home, where the worktree is. */
    private static String home(String said) {
        if (said.indexOf('\0') >= 0) {
            return FALLBACK_HOME;
        }
        Path home = Path.of(said).normalize();
        boolean usable = home.isAbsolute()
                && home.getNameCount() > 0
                && !home.startsWith(Layout.CONTAINER.workspace())
                && !Path.of(Layout.CONTAINER.workspace()).startsWith(home);
        return usable ? said : FALLBACK_HOME;
    }

    private UnsupportedException notShared(RuntimeInfo engine, @Nullable Throwable cause) {
        return new UnsupportedException(
                "the engine at " + engine.endpoint() + " does not see the data directory " + data.root()
                        + " of this host; choose a data directory that it shares, or an engine on this host",
                cause);
    }

    /**
     * What was found.
     *
     * @param git the answer of {@code git --version}, empty if there is none
     * @param tmux the answer of {@code tmux -V}, empty if there is none
     * @param home the user's home directory
     * @param uid the user's number, empty if the image cannot tell
     */
    record Facts(String git, String tmux, String home, String uid) {
        boolean root() {
            return uid.equals("0");
        }

        boolean complete() {
            return missing().isEmpty() && TmuxVersion.isSupported(tmux);
        }

        /** Returns the programs that are not there at all. */
        List<String> missing() {
            List<String> missing = new ArrayList<>();
            if (git.isEmpty()) {
                missing.add("git");
            }
            if (tmux.isEmpty()) {
                missing.add("tmux");
            }
            return missing;
        }

        /** Returns these, if an instance can be made from what has them. */
        Facts checked(String image) {
            if (!missing().isEmpty()) {
                throw new UnsupportedException("the image " + image + " holds no " + String.join(" and no ", missing())
                        + " that its user can run; put it on the PATH there, or choose another image");
            }
            if (!complete()) {
                throw new UnsupportedException("the image " + image + " holds " + tmux
                        + ", and 3.2 or newer is needed; update tmux in it, or choose another image");
            }
            return this;
        }
    }
}
