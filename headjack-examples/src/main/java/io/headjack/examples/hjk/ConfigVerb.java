package io.headjack.examples.hjk;

import io.headjack.Configuration;
import io.headjack.Setting;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(description = "Show what is configured and where it comes from, get a key, or set it in the file.")
final class ConfigVerb implements Callable<Integer> {
    private final Context context;
    private final Editor editor;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KEY", description = "The key, such as default.agent.")
    private @Nullable String key;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "Its new value; lists as in YAML, such as '[one, two]'.")
    private @Nullable String value;

    @Option(names = "--edit", description = "Open the file in $VISUAL or $EDITOR, and check it afterwards.")
    private boolean edit;

    @Option(names = "--json", description = "Print a list, or with KEY an object, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConfigVerb(Context context, Editor editor) {
        this.context = context;
        this.editor = editor;
    }

    @Override
    public Integer call() {
        Configuration configuration = context.configuration();
        if (edit) {
            if (key != null) {
                throw new ParameterException(spec.commandLine(), "--edit takes no KEY: it opens the whole file");
            }
            edit(configuration);
        } else if (key == null) {
            show(configuration);
        } else if (value == null) {
            get(configuration.get(key));
        } else {
            configuration.set(key, value);
            context.console().line("Set " + key + " = " + value);
        }
        return ExitCode.DONE;
    }

    private void show(Configuration configuration) {
        if (json) {
            context.console()
                    .line(Json.write(
                            configuration.settings().stream().map(Json::of).toList()));
            return;
        }
        Table table = new Table("KEY", "VALUE", "SOURCE");
        configuration
                .settings()
                .forEach(each -> table.row(each.key(), each.value().orElse(""), each.source()));
        context.console().table(table);
    }

    private void get(Setting setting) {
        if (json) {
            context.console().line(Json.write(Json.of(setting)));
            return;
        }
        context.console()
                .line(setting.value()
                        .orElseThrow(() -> new Failure(
                                ExitCode.NOT_FOUND,
                                "nothing is set for \"" + setting.key() + "\"",
                                "run 'hjk config " + setting.key() + " VALUE' to set it")));
    }

    private void edit(Configuration configuration) {
        Path file = configuration.file();
        editor.edit(file);
        configuration.settings();
    }
}
