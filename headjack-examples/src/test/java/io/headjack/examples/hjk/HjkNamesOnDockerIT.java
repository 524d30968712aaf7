package io.headjack.examples.hjk;

import io.headjack.testkit.RequiresTool;

/** The same names and prompts, for instances in containers. */
@RequiresTool({"docker", "git"})
class HjkNamesOnDockerIT extends HjkNamesIT {
    @Override
    String runtime() {
        return "docker";
    }
}
