package io.headjack.docker;

import io.headjack.Headjack;
import io.headjack.InstanceId;
import io.headjack.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The other program of {@link DeliveryIT}. */
public final class SendingProgram {
    static final int TEXTS = 12;

    private SendingProgram() {}

    /**
     * Sends its texts.
     *
     * @param args the data directory, the instance and the session
     */
    public static void main(String[] args) throws Exception {
        try (Headjack headjack = Job.open(Path.of(args[0]))) {
            send(headjack.instances().get(new InstanceId(args[1])).sessions().get(args[2]), "two");
        }
    }

    static List<String> senders(String program) {
        return IntStream.range(0, 4).mapToObj(i -> program + "-" + i).toList();
    }

    /** Up to 48 KiB each. */
    static List<String> texts(String sender) {
        return IntStream.range(0, TEXTS)
                .mapToObj(i -> sender + " " + i + " " + "x;$\n".repeat(i * i * 100))
                .toList();
    }

    static void send(Session session, String program) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Void>> sending = senders(program).stream()
                .<Callable<Void>>map(each -> () -> {
                    texts(each).forEach(session::submit);
                    return null;
                })
                .toList();
        for (Future<Void> each : threads.invokeAll(sending)) {
            each.get();
        }
        threads.shutdown();
    }
}
