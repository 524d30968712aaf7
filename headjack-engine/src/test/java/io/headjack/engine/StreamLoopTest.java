package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamLoopTest {
    @Test
    void execute_fromSeveralThreads_runsEveryTaskWithoutAnother() throws Exception {
        try (StreamLoop loop = new StreamLoop()) {
            List<FutureTask<Boolean>> callers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                FutureTask<Boolean> caller = new FutureTask<>(() -> runOneByOne(loop, 20_000));
                callers.add(caller);
                new Thread(caller).start();
            }

            for (FutureTask<Boolean> caller : callers) {
                assertThat(caller.get()).as("every task was run").isTrue();
            }
        }
    }

    @Test
    void execute_first_isRunWithoutASecond() throws Exception {
        try (StreamLoop loop = new StreamLoop()) {
            assertThat(runOneByOne(loop, 1)).isTrue();
        }
    }

    @Test
    void execute_closed_isRefused() {
        StreamLoop loop = new StreamLoop();
        loop.close();

        assertThat(loop.execute(selector -> {})).isFalse();
    }

    private static boolean runOneByOne(StreamLoop loop, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            CountDownLatch done = new CountDownLatch(1);
            if (!loop.execute(selector -> done.countDown()) || !done.await(5, TimeUnit.SECONDS)) {
                return false;
            }
        }
        return true;
    }
}
