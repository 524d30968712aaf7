package io.headjack.docker.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.headjack.ExecResult;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for a text in every place where somebody else than an agent could find it, and names those that have it. */
final class Sweep {
    /** Everything that the multiplexer tells. */
    private static final String TMUX = """
            tmux="tmux -S /headjack/run/tmux"
            $tmux show-environment -g
            $tmux list-buffers -F '#{buffer_sample}'
            $tmux list-panes -a -F '#{pane_start_command} #{pane_current_command} #{pane_title}'
            $tmux show-options -g; $tmux show-hooks -g
            for session in $($tmux list-sessions -F '#{session_id}'); do
              $tmux show-environment -t "$session"; $tmux show-options -t "$session"
            done
            """;

    private final Path data;
    private final Headjack headjack;
    private final Instance instance;
    private final Engine engine;
    private final long since;
    private final List<String> told;

    Sweep(Path data, Headjack headjack, Instance instance, long since, List<String> told) {
        this.data = data;
        this.headjack = headjack;
        this.instance = instance;
        this.engine = new Engine(data);
        this.since = since;
        this.told = told;
    }

    /** Returns the names of the places that have the text. */
    Set<String> placesOf(String text) throws IOException {
        Set<String> places = new TreeSet<>();
        String container = instance.info().container();
        String events = engine.events(container, since);
        check(places, "events", events, text);
        check(places, "inspect", engine.inspect(container), text);
        engine.execs(events).forEach(exec -> check(places, "inspect of an exec", exec, text));
        if (engine.exportHolds(container, text)) {
            places.add("files of the container");
        }
        places.addAll(inside(text));
        places.addAll(processes(text));
        check(places, "multiplexer", run("sh", "-c", TMUX), text);
        check(places, "logs", String.join("\n", CapturedLogs.stop()), text);
        CapturedLogs.start();
        check(places, "told", String.join("\n", told), text);
        check(places, "words", words(), text);
        for (Path file : files()) {
            check(places, "file " + data.relativize(file).getName(0), Files.readString(file, ISO_8859_1), text);
        }
        return places;
    }

    private static void check(Set<String> places, String place, String content, String text) {
        if (content.contains(text)) {
            places.add(place);
        }
    }

    /** Asks for files inside, with the text on standard input: as an argument it would be found. */
    private Set<String> inside(String text) {
        Set<String> places = new TreeSet<>();
        ExecResult result = instance.exec(
                        "sh",
                        "-c",
                        "grep -rlF -f - \"$HOME\" /headjack /workspace /tmp /var/tmp /run /dev/shm 2>/dev/null")
                .stdin(new ByteArrayInputStream(text.getBytes(ISO_8859_1)))
                .run();
        result.stdout().lines().forEach(file -> places.add("inside " + file));
        return places;
    }

    /** Looks at all processes of the host, which has those of the containers too. Of the agents only the arguments count. */
    private static Set<String> processes(String text) throws IOException {
        Set<String> places = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                String arguments = content(process.resolve("cmdline"));
                check(places, "arguments", arguments, text);
                if (!TestAgents.isAgent(arguments)) {
                    check(
                            places,
                            "environment of " + arguments.split("\0")[0],
                            content(process.resolve("environ")),
                            text);
                }
            }
        }
        return places;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private String words() {
        List<Object> all = new ArrayList<>(List.of(
                headjack, headjack.catalog().entries(), headjack.instances().list(), instance, instance.info()));
        all.add(headjack.credentials());
        TestAgents.IDS.forEach(agent -> all.add(headjack.credentials().check(agent)));
        for (Session session : sessions()) {
            all.addAll(List.of(
                    session, session.info(), session.activity(), session.log().tail(100)));
        }
        return all.toString();
    }

    private List<Session> sessions() {
        return instance.sessions().list().stream()
                .map(each -> instance.sessions().get(each.id().value()))
                .toList();
    }

    private String run(String... command) {
        ExecResult result = instance.exec(command).run();
        return result.stdout() + result.stderr();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }
}
