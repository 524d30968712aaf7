package io.headjack.internal.instance;

import io.headjack.Key;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.provider.Agents;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Types into the terminals of agents what makes them end, so that they put away what they know. Signals are for the others. */
final class AgentQuit {
    /** An agent takes two keys that come at once for one. */
    private static final Duration BETWEEN = Duration.ofMillis(150);

    /** How long they may take in any case; where there is more grace, half of that. */
    private static final Duration LEAST = Duration.ofSeconds(3);

    private static final long PAUSE_MILLIS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(AgentQuit.class);

    private final Parts parts;
    private final Agents agents;

    AgentQuit(Parts parts, Agents agents) {
        this.parts = parts;
        this.agents = agents;
    }

    /** Returns as soon as all of them have ended, or when none may take longer. */
    void run(World world, Duration grace) {
        Map<SessionRecord, List<String>> left = new LinkedHashMap<>();
        world.record().sessions().forEach(each -> {
            List<String> input = agents.quitOf(each.type());
            if (!input.isEmpty()) {
                left.put(each, input);
            }
        });
        long deadline = System.nanoTime() + patience(grace).toNanos();
        for (int word = 0; !isOver(world, left) && System.nanoTime() < deadline; word++) {
            int next = word;
            boolean typed = left.values().stream().anyMatch(each -> next < each.size());
            left.entrySet()
                    .removeIf(each -> next < each.getValue().size()
                            && !isTyped(
                                    world,
                                    new TerminalId(each.getKey().id().value()),
                                    each.getValue().get(next)));
            long until = typed ? Math.min(deadline, System.nanoTime() + BETWEEN.toNanos()) : deadline;
            while (!isOver(world, left) && System.nanoTime() < until) {
                pause(world);
            }
        }
    }

    private static Duration patience(Duration grace) {
        Duration half = grace.dividedBy(2);
        Duration wanted = half.compareTo(LEAST) > 0 ? half : LEAST;
        return grace.compareTo(wanted) < 0 ? grace : wanted;
    }

    private boolean isOver(World world, Map<SessionRecord, List<String>> left) {
        left.keySet()
                .removeIf(each -> each.lost()
                        || SessionStates.exit(parts, world.record(), each).isPresent());
        return left.isEmpty();
    }

    private boolean isTyped(World world, TerminalId terminal, String word) {
        try {
            Multiplexer multiplexer = parts.terminals().of(world);
            Optional<Key> key = Arrays.stream(Key.values())
                    .filter(each -> each.name().equals(word))
                    .findFirst();
            if (key.isPresent()) {
                multiplexer.keys(terminal, List.of(key.get()));
            } else {
                multiplexer.send(terminal, word);
            }
            return true;
        } catch (RuntimeUnavailableException | HeadjackInterruptedException e) {
            throw e;
        } catch (HeadjackException e) {
            LOG.debug("nothing could be typed into {}", terminal, e);
            return false;
        }
    }

    private static void pause(World world) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException(
                    "interrupted while the agents of branch \"" + world.record().branch() + "\" ended", e);
        }
    }
}
