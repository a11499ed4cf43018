// What a class around has of a library is called by its bare name from within.
package around;

import android.app.Service;
import android.database.Cursor;
import android.os.AsyncTask;
import java.net.Socket;

public class Around extends Service {
    Socket socket;

    class Task extends AsyncTask<String, Void, String> {
        protected String doInBackground(String... given) {
            Cursor calls = getApplicationContext().getContentResolver().query(null, null, null, null, null); //~ source(PERSONAL) a1
            socket.getOutputStream().write(calls.getString(1).getBytes()); //~ sink(egress.socket) a1, finding(personal-data-exfiltration, traced) a1
            return "";
        }
    }

    class Quiet extends AsyncTask<String, Void, String> {
        protected String doInBackground(String... given) {
            Cursor calls = getApplicationContext().getContentResolver().query(null, null, null, null, null); //~ ok
            socket.getOutputStream().write("nothing".getBytes()); //~ ok
            return "";
        }
    }
}

class Apart {
    Socket socket;

    class Task extends AsyncTask<String, Void, String> {
        protected String doInBackground(String... given) {
            socket.getOutputStream().write(getContentResolver().query(null, null, null, null, null).getString(1).getBytes()); //~ ok
            return "";
        }
    }
}
