package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.HeadjackListener;

/** Opens the Headjack that a verb works with. */
interface Opener {
    Headjack open(Globals globals, HeadjackListener listener);
}
