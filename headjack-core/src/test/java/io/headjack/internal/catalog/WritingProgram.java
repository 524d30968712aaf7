package io.headjack.internal.catalog;

import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that changes a catalog from several threads, and prints each change once it is recorded: directory, a letter
 * for itself, three digits for its life, threads, changes of each.
 */
final class WritingProgram {
    private WritingProgram() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
        CatalogFile catalog = new CatalogFile(Path.of(arguments[0]), System.out::println);
        int changes = Integer.parseInt(arguments[4]);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < Integer.parseInt(arguments[3]); t++) {
            String name = arguments[1] + (char) ('a' + t);
            InstanceRecord instance = Records.instance(name + "aaaaaaaaaa", "feat/" + name);
            threads.add(new Thread(() -> {
                for (int i = 0; i < changes; i++) {
                    SessionRecord session = session(name + arguments[2] + String.format("%05d", i));
                    catalog.update(state -> state.with(
                            state.find(instance.id()).orElse(instance).add(session)));
                    System.out.println("done " + instance.id() + " " + session.id());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread each : threads) {
            each.join();
        }
    }

    private static SessionRecord session(String id) {
        return new SessionRecord(
                new SessionId(id),
                new SessionName(id),
                SessionType.COMMAND,
                List.of("true"),
                SessionSpec.USUAL,
                Records.NOW);
    }

    /** Whether a line tells of a change that the catalog has. */
    static boolean isRecorded(CatalogState state, String line) {
        String[] words = line.split(" ");
        return state.find(new InstanceId(words[1]))
                .flatMap(each -> each.session(new SessionId(words[2])))
                .isPresent();
    }
}
