package io.headjack.examples.hjk;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes a command with all that follows it, so that its options are not taken for ours. */
final class RestOfLine implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands over a Stack.
    public void consumeParameters(Stack<String> words, ArgSpec parameter, CommandSpec verb) {
        List<String> command = new ArrayList<>();
        while (!words.isEmpty()) {
            command.add(words.pop());
        }
        parameter.setValue(command);
    }
}
