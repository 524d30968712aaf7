package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.headjack.Progress;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.process.ProcessRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RemoteFetchTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    @TempDir
    Path home;

    private final List<Progress> told = new CopyOnWriteArrayList<>();
    private Sandbox sandbox;
    private Path remote;

    @BeforeEach
    void makeRemote() {
        sandbox = Sandbox.in(home);
        remote = home.resolve("remote.git");
        sandbox.host("clone", "-q", "--bare", ".", remote.toString());
        sandbox.host("remote", "add", "origin", remote.toString());
        onRemote("branch", "feat/a", "main");
    }

    private void onRemote(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Sandbox.run(remote, command.toArray(String[]::new));
    }

    /** A commit that this repository does not have. */
    private String newCommitOnRemote() {
        String tree = Sandbox.run(remote, "git", "rev-parse", "main^{tree}");
        String commit = Sandbox.run(
                remote, "git", "-c", "user.name=x", "-c", "user.email=x", "commit-tree", tree, "-p", "main", "-m", "x");
        onRemote("update-ref", "refs/heads/feat/a", commit);
        return commit;
    }

    private void fetch(String name) {
        fetch(name, LONG);
    }

    private void fetch(String name, Duration longest) {
        Layout layout = new Layout(sandbox.repository.commonDirectory(), sandbox.repository.root(), false);
        new RemoteFetch(new GitInvoker(new ProcessRunner()), layout, home, longest).run(name, told::add);
    }

    private String remoteRefs() {
        return sandbox.host("for-each-ref", "--format=%(refname)", "refs/remotes", "refs/tags");
    }

    private void address(String url) {
        sandbox.host("remote", "set-url", "origin", url);
    }

    @Test
    void run_commitsOfTheRemote_areKnownAfterwards() {
        String commit = newCommitOnRemote();
        onRemote("tag", "v1", "feat/a");

        fetch("origin");

        assertThat(sandbox.host("rev-parse", "refs/remotes/origin/feat/a", "v1").lines())
                .containsOnly(commit);
        assertThat(sandbox.origin.resolve(".git/FETCH_HEAD")).doesNotExist();
        assertThat(told).extracting(Progress::task).isNotEmpty().containsOnly("fetch origin");
        assertThat(told).contains(new Progress("fetch origin", "Counting objects, 1 of 1", 1, 1));
        assertThat(home.resolve("fetch-" + sandbox.repository.id() + ".lock")).doesNotExist();
    }

    @Test
    void run_otherCalls_reachNoRemote() {
        GitResult result = new GitInvoker(new ProcessRunner())
                .at(sandbox.repository.commonDirectory())
                .attempt("fetch", "origin");

        assertThat(result.errors()).contains("transport 'file' not allowed");
    }

    @Test
    void run_relativeAddress_isMeantFromTheMainWorktree() {
        address("../remote.git");

        fetch("origin");

        assertThat(remoteRefs()).contains("refs/remotes/origin/feat/a");
    }

    @Test
    void run_hooksOfTheHost_doNotRun() throws IOException {
        Path hook = sandbox.origin.resolve(".git/hooks/reference-transaction");
        Sandbox.write(hook, "#!/bin/sh\ntouch '" + home + "/ran'\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));

        fetch("origin");

        assertThat(remoteRefs()).contains("refs/remotes/origin/feat/a");
        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void run_submodules_areLeftAlone() throws IOException {
        Path sub = home.resolve("sub");
        Sandbox.init(sub);
        Sandbox.run(sub, "git", "commit", "-q", "--allow-empty", "-m", "x");
        sandbox.host("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", sub.toString(), "sub");
        sandbox.host("commit", "-qm", "Submodule");
        Path canary = home.resolve("canary");
        Sandbox.write(canary, "#!/bin/sh\ntouch '" + home + "/ran'\nexec git-upload-pack \"$@\"\n");
        Files.setPosixFilePermissions(canary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Sandbox.run(sandbox.origin.resolve("sub"), "git", "config", "remote.origin.uploadpack", "'" + canary + "'");
        sandbox.host("config", "fetch.recurseSubmodules", "true");

        fetch("origin");

        assertThat(home.resolve("ran")).doesNotExist();
        sandbox.host("-c", "protocol.file.allow=always", "fetch", "-q", "origin");
        assertThat(home.resolve("ran")).as("what a person's fetch runs there").exists();
    }

    @Test
    void run_branchGoneOnTheRemote_isNotPruned() {
        fetch("origin");
        onRemote("branch", "-D", "feat/a");
        sandbox.host("config", "fetch.prune", "true");

        fetch("origin");

        assertThat(remoteRefs()).contains("refs/remotes/origin/feat/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upstream", "--all", "--upload-pack=touch owned", "", "https://example.org/x.git", "."})
    void run_whatIsNotConfigured_isRefusedWithWhatIs(String name) {
        sandbox.host("remote", "add", "fork", "https://example.org/x.git");

        assertThatThrownBy(() -> fetch(name))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no remote \"" + name + "\"")
                .hasMessageContaining("configured are: fork, origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+refs/*:refs/*", "refs/heads/*:refs/heads/*", "main:main", "+refs/x/*:refs/headjack/*"})
    void run_remoteThatWritesOverOwnRefs_isRefused(String refspec) {
        sandbox.host("config", "--replace-all", "remote.origin.fetch", refspec);

        assertThatThrownBy(() -> fetch("origin"))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining(refspec)
                .hasMessageContaining("fetch by hand");
    }

    @Test
    void run_serverThatNeverAnswers_isEndedInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            address("git://127.0.0.1:" + silent.getLocalPort() + "/x.git");

            assertThatThrownBy(() -> fetch("origin", Duration.ofSeconds(1)))
                    .isInstanceOf(OperationFailedException.class)
                    .hasCauseInstanceOf(HeadjackTimeoutException.class)
                    .hasMessageContaining("remote \"origin\"")
                    .hasMessageContaining("ended after 1 s");
        }

        assertThat(remoteRefs()).isEmpty();
        try (Stream<Path> files = Files.walk(sandbox.origin.resolve(".git"))) {
            assertThat(files).noneMatch(each -> each.toString().endsWith(".lock"));
        }
    }

    @Test
    void run_remoteGone_saysGitsWordsAndWhatToDo() {
        address("http://someone:se@cret@127.0.0.1:1/x.git");

        assertThatThrownBy(() -> fetch("origin"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageNotContainingAny("someone", "cret");
        address("file:///nowhere/x.git");

        assertThatThrownBy(() -> fetch("origin"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("'/nowhere/x.git' does not appear to be a git repository")
                .hasMessageContaining("See whether git fetch origin works");
    }

    @Test
    void run_serverThatWantsAPassword_asksNobodyAndTellsNoSecret() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = serverThatWantsAPassword(seen);
        address("http://someone:secret@127.0.0.1:" + server.getAddress().getPort() + "/x.git");
        try {
            assertThatThrownBy(() -> fetch("origin"))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("Authentication failed")
                    .hasMessageNotContaining("secret");
            address("http://127.0.0.1:" + server.getAddress().getPort() + "/x.git");
            assertThatThrownBy(() -> fetch("origin"))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("terminal prompts disabled");
            sandbox.host("config", "credential.helper", "!f() { echo username=u; echo password=from-helper; }; f");
            assertThatThrownBy(() -> fetch("origin")).hasMessageContaining("Authentication failed");
        } finally {
            server.stop(0);
        }

        assertThat(seen)
                .as("the credentials that the host's configuration has")
                .contains("someone:secret", "u:from-helper");
    }

    private static HttpServer serverThatWantsAPassword(List<String> seen) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (given != null) {
                seen.add(new String(
                        Base64.getDecoder().decode(given.substring("Basic ".length())), StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void run_sshCommandOfTheHost_isUsedAndNoQuestionAnswered() throws IOException {
        Path ssh = home.resolve("own ssh");
        Sandbox.write(
                ssh,
                "#!/bin/sh\necho \"$SSH_ASKPASS_REQUIRE $SSH_ASKPASS\" > '" + home
                        + "/ran'\necho 'no such key' >&2\nexit 1\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        sandbox.host("config", "core.sshCommand", "'" + ssh + "'");
        address("ssh://someone@nowhere.invalid/x.git");

        assertThatThrownBy(() -> fetch("origin"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("no such key");

        assertThat(home.resolve("ran")).hasContent("force false");
    }

    @Test
    void run_twoAtOnce_bothSucceed() {
        newCommitOnRemote();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> fetch("origin")),
                        CompletableFuture.runAsync(() -> fetch("origin")))
                .join();

        assertThat(remoteRefs()).contains("refs/remotes/origin/feat/a");
    }
}
