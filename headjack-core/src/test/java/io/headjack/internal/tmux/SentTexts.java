package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Texts of some senders, from one byte on, whose first byte says whose it is: so what arrived can be taken apart again. */
final class SentTexts {
    private final List<List<String>> texts = new ArrayList<>();

    SentTexts(int senders, int each, int longest) {
        Random random = new Random(7);
        for (int sender = 0; sender < senders; sender++) {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                // As many short ones as long ones, whatever the scale.
                own.add(text(sender, (int) Math.pow(longest, i / (double) Math.max(1, each - 1)), random));
            }
            texts.add(own);
        }
    }

    List<String> of(int sender) {
        return texts.get(sender);
    }

    int bytes() {
        return texts.stream()
                .flatMap(List::stream)
                .mapToInt(each -> each.getBytes(UTF_8).length)
                .sum();
    }

    /** Takes apart what arrived: only whole texts, each sender's in its order. */
    void check(byte[] arrived) {
        int[] next = new int[texts.size()];
        int position = 0;
        while (position < arrived.length) {
            int sender = arrived[position] - 'A';
            assertThat(sender).as("sender at byte %s", position).isBetween(0, texts.size() - 1);
            byte[] expected = texts.get(sender).get(next[sender]).getBytes(UTF_8);
            int end = Math.min(arrived.length, position + expected.length);
            assertThat(Arrays.equals(arrived, position, end, expected, 0, expected.length))
                    .as("text %s of sender %s at byte %s", next[sender], sender, position)
                    .isTrue();
            next[sender]++;
            position = end;
        }
        for (int sender = 0; sender < next.length; sender++) {
            assertThat(next[sender])
                    .as("texts of sender %s", sender)
                    .isEqualTo(texts.get(sender).size());
        }
    }

    /** Any characters but NUL, which takes a program inside for each. */
    private static String text(int sender, int bytes, Random random) {
        StringBuilder text = new StringBuilder().append((char) ('A' + sender));
        int size = 1;
        while (size < bytes) {
            int point = point(random);
            int length = Character.toString(point).getBytes(UTF_8).length;
            if (size + length > bytes) {
                point = 'z';
                length = 1;
            }
            text.appendCodePoint(point);
            size += length;
        }
        return text.toString();
    }

    private static int point(Random random) {
        int point = 1 + random.nextInt(random.nextBoolean() ? 0x7f : Character.MAX_CODE_POINT);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '\n' : point;
    }
}
