package io.headjack.internal.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.ExecResult;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.credential.SecretFile;
import io.headjack.internal.instance.Cleanup;
import io.headjack.internal.instance.SessionStates;
import io.headjack.internal.instance.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The secrets of one run of a session, in memory of its instance that nobody but the instance's user can read. A program
 * inside writes them, from its standard input: what is an argument, or a variable of a container, others can see.
 */
final class SessionSecrets {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int OTHER_ACCOUNT = 3;

    private final Context context;
    private final World world;
    private final SessionRecord session;
    private final String directory;

    SessionSecrets(Context context, World world, SessionRecord session) {
        this.context = context;
        this.world = world;
        this.session = session;
        this.directory = world.layout().secrets(session.id(), session.run());
    }

    /** Puts them there, and returns the directory that the session's terminal is to be told. */
    String put(SecretGrant grant) {
        String shared = world.layout().secretFiles(session.type());
        List<SecretFile> files = grant.files();
        byte[] begin = SecretScripts.begin(grant.variables(), directory).getBytes(UTF_8);
        byte[] end = SecretScripts.end(files, shared, session.id() + "." + session.run() + ".secrets")
                .getBytes(UTF_8);
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(begin);
        List<String> old = ofEndedSessions();
        List<String> command = new ArrayList<>(List.of("sh", "-c", SecretScripts.PUT, "put-secrets.sh", directory));
        command.addAll(List.of(
                Integer.toString(begin.length),
                Integer.toString(end.length),
                files.isEmpty() ? "" : shared,
                Integer.toString(old.size())));
        command.addAll(old);
        if (!files.isEmpty()) {
            input.writeBytes(end);
        }
        for (SecretFile file : files) {
            byte[] content = file.content().reveal().getBytes(UTF_8);
            input.writeBytes(content);
            command.addAll(List.of(file.path(), Integer.toString(content.length), file.account()));
        }
        check(run(command, input.toByteArray()), files);
        return directory;
    }

    private void check(ExecResult result, List<SecretFile> files) {
        if (result.exit().code() == OTHER_ACCOUNT) {
            throw new ConflictException("another session of " + session.type() + " in branch \""
                    + world.record().branch() + "\" uses the files of another account; end that session first, or start"
                    + " this one in an instance of its own");
        }
        if (!result.exit().isSuccess()) {
            throw new OperationFailedException("the credential of " + session.type() + " could not be put into "
                    + directory + " in the instance: " + result.stderr().strip() + "; restart the instance");
        }
        List<String> said = result.stdout().lines().toList();
        files.stream()
                .map(SecretFile::path)
                .filter(path -> said.contains("kept " + path))
                .forEach(path -> context.parts()
                        .warnings()
                        .accept(session.type() + " keeps the file ~/" + path + " that it has in branch \""
                                + world.record().branch() + "\"; delete it there to have it replaced"));
    }

    /** Takes them away after a failure; what fails in doing so is told with that. */
    void drop(HeadjackException failure) {
        Cleanup.run(() -> {
            try {
                drop();
            } catch (HeadjackException e) {
                failure.addSuppressed(e);
            }
        });
    }

    void drop() {
        run(
                List.of(
                        "sh",
                        "-c",
                        "[ ! -f \"$1/end\" ] || sh \"$1/end\"; rm -rf -- \"$1\"",
                        "headjack-secrets",
                        directory),
                new byte[0]);
    }

    private ExecResult run(List<String> command, byte[] input) {
        return new ExecRun(
                        context,
                        world,
                        ExecPlan.of(command)
                                .stdin(new ByteArrayInputStream(input))
                                .directory("/")
                                .timeout(TIMEOUT))
                .run();
    }

    /** Whoever was killed together with what would have taken them away has left them. */
    private List<String> ofEndedSessions() {
        Set<SessionId> ended = SessionStates.of(context.parts(), world).stream()
                .filter(each -> each.state() == SessionState.EXITED || each.state() == SessionState.LOST)
                .map(SessionInfo::id)
                .collect(Collectors.toSet());
        Stream<String> others = world.record().sessions().stream()
                .filter(each -> !each.id().equals(session.id()) && ended.contains(each.id()))
                .map(each -> world.layout().secrets(each.id(), each.run()));
        Stream<String> before = IntStream.range(Math.max(1, session.run() - 1), session.run())
                .mapToObj(run -> world.layout().secrets(session.id(), run));
        return Stream.concat(others, before).toList();
    }
}
