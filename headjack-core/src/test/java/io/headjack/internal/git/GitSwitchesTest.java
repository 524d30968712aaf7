package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.headjack.error.HeadjackTimeoutException;
import io.headjack.internal.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each switch of the invoker is good for: without it, and without nothing else, something happens. */
class GitSwitchesTest {
    /** Something that must not happen, as far as this invoker lets it. */
    @FunctionalInterface
    private interface Harm {
        boolean happens(GitInvoker git) throws Exception;
    }

    /** They are for newer versions of git than may be installed here: that they are given is all that is tried. */
    private static final Set<String> FOR_NEWER_VERSIONS =
            Set.of("worktree.useRelativePaths=false", "GIT_NO_LAZY_FETCH=1");

    private static final List<String> SLOWLY = List.of("-c", "core.filesRefLockTimeout=1500");
    private static final List<String> MORE_SLOWLY = List.of("-c", "core.packedRefsTimeout=2500");

    @TempDir
    Path home;

    private Sandbox sandbox;
    private Path common;
    private Path canary;
    private final Map<String, Harm> harms = new HashMap<>();
    /** Other switches that keep from the same harm, and are left out to see this one work. */
    private final Map<String, Set<String>> layers = new HashMap<>();

    @BeforeEach
    void makeRepository() throws IOException {
        sandbox = Sandbox.in(home);
        common = sandbox.repository.commonDirectory();
        canary = home.resolve("canary");
        Files.writeString(canary, "#!/bin/sh\necho sang >> \"$0.song\"\nexec cat\n");
        assertThat(canary.toFile().setExecutable(true)).isTrue();
        describePrograms();
        describeIndex();
        describeLocks();
        describeRemotes();
        describeSubmodules();
        describeMaintenance();
        describeEnvironment();
    }

    private boolean sings() {
        return Files.exists(home.resolve("canary.song"));
    }

    private GitCall call(GitInvoker git) {
        return git.at(common, sandbox.origin);
    }

    private void config(String key, String value) {
        sandbox.host("config", key, value);
    }

    private void describePrograms() {
        harms.put("core.hooksPath=/dev/null", git -> {
            Files.createDirectories(common.resolve("hooks"));
            Files.copy(canary, common.resolve("hooks/post-checkout"));
            call(git).run("checkout", "--quiet", "--detach");
            return Files.exists(common.resolve("hooks/post-checkout.song"));
        });
        harms.put("core.fsmonitor=", git -> {
            config("core.fsmonitor", canary.toString());
            call(git).run("status");
            return sings();
        });
        harms.put("core.alternateRefsCommand=true", git -> {
            Sandbox other = Sandbox.in(home, "other");
            Sandbox.write(
                    common.resolve("objects/info/alternates"),
                    other.repository.commonDirectory().resolve("objects") + "\n");
            config("core.alternateRefsCommand", canary.toString());
            call(git).attempt("rev-list", "--alternate-refs", "--max-count=1");
            return sings();
        });
        harms.put("log.showSignature=false", git -> {
            config("log.showSignature", "true");
            config("gpg.program", canary.toString());
            String text = sandbox.host("cat-file", "commit", "HEAD");
            String signed = text.replaceFirst(
                    "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n");
            String commit =
                    Sandbox.feed(sandbox.origin, signed + "\n", "git", "hash-object", "-t", "commit", "-w", "--stdin");
            call(git).attempt("log", "-1", commit);
            return sings();
        });
    }

    private void describeIndex() {
        harms.put("core.untrackedCache=false", git -> {
            config("core.untrackedCache", "true");
            call(git).run("update-index", "--force-write-index");
            return index().contains("UNTR");
        });
        harms.put("core.splitIndex=false", git -> {
            config("core.splitIndex", "true");
            call(git).run("update-index", "--force-write-index");
            try (Stream<Path> files = Files.list(common)) {
                return files.anyMatch(each -> each.getFileName().toString().startsWith("sharedindex."));
            }
        });
        harms.put("index.sparse=false", git -> {
            Sandbox.write(sandbox.origin.resolve("inner/a.txt"), "a\n");
            Sandbox.write(sandbox.origin.resolve("outer/b.txt"), "b\n");
            sandbox.host("add", ".");
            sandbox.host("commit", "-qm", "directories");
            sandbox.host("sparse-checkout", "init", "--cone", "--sparse-index");
            sandbox.host("sparse-checkout", "set", "inner");
            call(git).run("update-index", "--force-write-index");
            return index().contains("sdir");
        });
        harms.put("GIT_OPTIONAL_LOCKS=0", git -> {
            Path file = sandbox.origin.resolve("file.txt");
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
            String before = index();
            call(git).run("status");
            return !index().equals(before);
        });
    }

    private String index() throws IOException {
        return Files.readString(common.resolve("index"), StandardCharsets.ISO_8859_1);
    }

    private void describeLocks() {
        harms.put(
                "core.filesRefLockTimeout=5000",
                git -> failsBefore(git, SLOWLY, "refs/heads/x.lock", "update-ref", "refs/heads/x", "HEAD"));
        harms.put("core.packedRefsTimeout=5000", git -> failsBefore(git, MORE_SLOWLY, "packed-refs.lock", "pack-refs"));
    }

    /** Somebody holds a lock until a git that waits longer than git usually does has given up. */
    private boolean failsBefore(GitInvoker git, List<String> patience, String lock, String... command)
            throws IOException {
        Files.createFile(common.resolve(lock));
        CompletableFuture<GitResult> result =
                CompletableFuture.supplyAsync(() -> call(git).attempt(command));
        String words = String.join(" ", patience) + " " + String.join(" ", command);
        String state = Sandbox.run(sandbox.origin, "sh", "-c", "git " + words + " 2>&1 && echo taken || echo held");
        assertThat(state).endsWith("held");
        Files.delete(common.resolve(lock));
        return !result.join().succeeded();
    }

    private void describeRemotes() {
        harms.put("core.sshCommand=false", git -> {
            // One that goes on listening would be waited for.
            config("core.sshCommand", canary + " < /dev/null > /dev/null; false");
            call(git).environment("GIT_ALLOW_PROTOCOL", "ssh").attempt("ls-remote", "ssh://localhost/nowhere");
            return sings();
        });
        harms.put("protocol.allow=never", git -> listsItself(git));
        layers.put("protocol.allow=never", Set.of("GIT_ALLOW_PROTOCOL=none"));
        harms.put("GIT_ALLOW_PROTOCOL=none", git -> {
            config("protocol.file.allow", "always");
            return listsItself(git);
        });
        harms.put("credential.helper=", git -> {
            config("credential.helper", "!" + canary);
            call(git).input("protocol=https\nhost=localhost\n\n").attempt("credential", "fill");
            return sings();
        });
        harms.put("GIT_TERMINAL_PROMPT=0", git -> {
            try {
                GitResult result = call(git)
                        .timeout(Duration.ofSeconds(10))
                        .input("protocol=https\nhost=localhost\n\n")
                        .attempt("credential", "fill");
                return !result.errors().contains("terminal prompts disabled");
            } catch (HeadjackTimeoutException e) {
                // There is a terminal, and it asks somebody.
                return true;
            }
        });
    }

    private boolean listsItself(GitInvoker git) {
        return call(git).attempt("ls-remote", "file://" + sandbox.origin).succeeded();
    }

    private void describeSubmodules() {
        harms.put("submodule.recurse=false", git -> {
            submodule();
            config("submodule.recurse", "true");
            return call(git).attempt("grep", "-l", "needle").all().contains("sub/needle.txt");
        });
        harms.put("diff.ignoreSubmodules=all", git -> {
            Path submodule = submodule();
            Sandbox.write(submodule.resolve("needle.txt"), "changed\n");
            return call(git).run("status", "--porcelain").text().contains("sub");
        });
    }

    private Path submodule() {
        Sandbox other = Sandbox.in(home, "other");
        Sandbox.write(other.origin.resolve("needle.txt"), "needle\n");
        other.host("add", ".");
        other.host("commit", "-qm", "needle");
        sandbox.host("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.origin.toString(), "sub");
        sandbox.host("commit", "-qm", "submodule");
        return sandbox.origin.resolve("sub");
    }

    private void describeMaintenance() {
        harms.put("gc.auto=0", this::packsByItself);
        layers.put("gc.auto=0", Set.of("maintenance.auto=false"));
        harms.put("maintenance.auto=false", this::packsByItself);
        layers.put("maintenance.auto=false", Set.of("gc.auto=0"));
    }

    private boolean packsByItself(GitInvoker git) throws IOException {
        config("gc.autoPackLimit", "2");
        config("gc.autoDetach", "false");
        for (int i = 0; i < 4; i++) {
            sandbox.host("-c", "gc.auto=0", "commit", "-q", "--allow-empty", "-m", "commit " + i);
            sandbox.host("repack", "-q");
        }
        call(git).run("commit", "--quiet", "--allow-empty", "--message", "one more");
        try (Stream<Path> packs = Files.list(common.resolve("objects/pack"))) {
            return packs.filter(each -> each.toString().endsWith(".pack")).count() < 4;
        }
    }

    private void describeEnvironment() {
        harms.put("LC_ALL=C", git -> {
            return call(git)
                    .attempt("-c", "alias.language=!printf '%s' \"$LC_ALL\"", "language")
                    .text()
                    .equals(System.getenv().getOrDefault("LC_ALL", ""));
        });
        harms.put("GIT_NO_REPLACE_OBJECTS=1", git -> {
            String other = sandbox.host("commit-tree", "HEAD^{tree}", "-m", "another");
            sandbox.host("replace", "HEAD", other);
            return call(git).run("log", "-1", "--format=%s").text().equals("another");
        });
        harms.put(
                "GIT_LITERAL_PATHSPECS=1",
                git -> call(git).run("ls-files", "--", "*.txt").text().equals("file.txt"));
    }

    static Stream<Arguments> switches() {
        return names().map(each -> arguments(each));
    }

    private static Stream<String> names() {
        return Stream.concat(
                GitSwitches.ALL.settings().stream(),
                GitSwitches.ALL.environment().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()));
    }

    private static GitInvoker without(Set<String> names) {
        List<String> settings = new ArrayList<>(GitSwitches.ALL.settings());
        settings.removeAll(names);
        Map<String, String> environment = new HashMap<>(GitSwitches.ALL.environment());
        environment.entrySet().removeIf(each -> names.contains(each.getKey() + "=" + each.getValue()));
        return new GitInvoker(
                new ProcessRunner(), new GitSwitches(settings, environment), name -> !name.startsWith("GIT_"));
    }

    @Test
    void switches_all_areTriedOrForNewerVersions() {
        Set<String> tried = new TreeSet<>(harms.keySet());
        tried.addAll(FOR_NEWER_VERSIONS);

        assertThat(tried).containsExactlyInAnyOrderElementsOf(names().toList());
        assertThat(harms).doesNotContainKeys(FOR_NEWER_VERSIONS.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("switches")
    void switch_leftOut_letsHarmHappen(String name) throws Exception {
        Harm harm = harms.get(name);
        if (harm != null) {
            Set<String> left = new HashSet<>(layers.getOrDefault(name, Set.of()));
            left.add(name);

            assertThat(harm.happens(without(left))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("switches")
    void switch_given_keepsFromHarm(String name) throws Exception {
        Harm harm = harms.get(name);
        if (harm != null) {
            assertThat(harm.happens(without(layers.getOrDefault(name, Set.of()))))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"worktree.useRelativePaths=false", "GIT_NO_LAZY_FETCH=1"})
    void switch_forNewerVersions_isGiven(String name) {
        String given = call(without(Set.of()))
                .run(
                        "-c",
                        "alias.given=!git config --get worktree.useRelativePaths && echo $GIT_NO_LAZY_FETCH",
                        "given")
                .text();

        assertThat(given).isEqualTo("false\n1");
        assertThat(FOR_NEWER_VERSIONS).contains(name);
    }

    /** A variable of this process that git would obey can only be there in a process of its own. */
    @Test
    void variablesOfGit_inThisProcess_reachNoGit() throws Exception {
        Path trace = home.resolve("trace");

        assertThat(traced(trace, "all")).exists();
        Files.delete(trace);
        assertThat(traced(trace, "cleared")).doesNotExist();
    }

    private Path traced(Path trace, String variables) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InvokingProgram.class.getName(),
                        common.toString(),
                        variables)
                .inheritIO();
        program.environment().put("GIT_TRACE", trace.toString());
        assertThat(program.start().waitFor()).isZero();
        return trace;
    }

    @Test
    void at_worktreeWhoseGitLeadsElsewhere_readsWhatItWasTold() throws IOException {
        Path worktree = sandbox.instance("feat/a");
        Sandbox evil = Sandbox.in(home, "evil");
        evil.host("config", "filter.evil.clean", canary.toString());
        Sandbox.write(worktree.resolve(".gitattributes"), "* filter=evil\n");
        Files.writeString(worktree.resolve(".git"), "gitdir: " + evil.repository.commonDirectory() + "\n");
        Sandbox.write(worktree.resolve("file.txt"), "two\n");
        GitInvoker git = without(Set.of());

        git.at(common.resolve("worktrees").resolve(worktree.getFileName()), worktree)
                .run("status");
        assertThat(sings()).isFalse();
        git.from(worktree).run("status");
        assertThat(sings()).isTrue();
    }

    @Test
    void timeout_gitThatHangs_isEnded() {
        Sandbox.run(sandbox.origin, "mkfifo", ".gitignore");
        GitCall status = call(without(Set.of()));

        assertThat(status.timeout()).isEqualTo(GitInvoker.DEFAULT_TIMEOUT);
        assertThatThrownBy(() -> status.timeout(Duration.ofSeconds(1)).run("status"))
                .isInstanceOf(HeadjackTimeoutException.class);
    }
}
