import io.headjack.*;
import io.headjack.error.*;
import java.time.*;
Headjack headjack = Headjack.builder().listener(new HeadjackListener() {
    @Override
    public void progress(Progress progress) {
        System.out.println("… " + progress.task() + " " + progress.detail());
    }

    @Override
    public void warning(String message) {
        System.out.println("warning: " + message);
    }
}).open();
