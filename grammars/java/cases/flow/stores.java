// What is written into a table of a database is what is read from it: told apart by the table's name where that is known,
// by the file where it is a parameter or inside of a text.
// --- path: g/Store.java ---
package g;

import android.content.ContentValues;
import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import android.database.sqlite.SQLiteOpenHelper;
import android.database.sqlite.SQLiteStatement;
import android.os.Build;
import java.net.Socket;

class Named extends SQLiteOpenHelper {
    void keep() {
        ContentValues row = new ContentValues();
        row.put("model", Build.MODEL); //~ source(DEVICE) named
        getWritableDatabase().insert("events", null, row);
        ContentValues other = new ContentValues();
        other.put("token", System.getenv("TOKEN")); //~ ok
        getWritableDatabase().insert("tokens", null, other);
    }
}

// --- path: g/Sender.java ---
package g;

import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import java.net.Socket;

class Sender {
    void send(SQLiteDatabase db, Socket socket) {
        Cursor rows = db.query("events", null, null, null, null, null, null); //~ source(DATABASE) row
        socket.getOutputStream().write(rows.getString(0).getBytes()); //~ sink(egress.socket) row, finding(database-exfiltration, traced) row, sink(egress.socket) named, finding(device-information, assumed) named
    }
}

// --- path: g/Queue.java ---
package g;

import android.content.ContentValues;
import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import android.database.sqlite.SQLiteOpenHelper;

class Queue extends SQLiteOpenHelper {
    long add(String table, String event) {
        ContentValues row = new ContentValues();
        row.put("event", event);
        return getWritableDatabase().insert(table, null, row);
    }

    String next(String table) {
        Cursor rows = getReadableDatabase().rawQuery("select * from " + table + " limit 1", null); //~ source(DATABASE) raw
        return rows.getString(1);
    }
}

// --- path: g/Other.java ---
package g;

import android.content.ContentValues;
import android.database.sqlite.SQLiteOpenHelper;

class Other extends SQLiteOpenHelper {
    long add(String table, String event) {
        ContentValues row = new ContentValues();
        row.put("event", event);
        return getWritableDatabase().insert(table, null, row);
    }
}

// --- path: g/Client.java ---
package g;

import android.location.LocationManager;
import java.net.Socket;

class Client {
    Queue queue;
    Other other;

    void collect(LocationManager where) {
        queue.add("places", "" + where.getLastKnownLocation("gps")); //~ source(LOCATION) queued
        other.add("places", System.getenv("HOME")); //~ ok
    }

    void upload(Socket socket) {
        socket.getOutputStream().write(queue.next("places").getBytes()); //~ sink(egress.socket) raw, finding(database-exfiltration, traced) raw, sink(egress.socket) queued, finding(location-exfiltration, ambiguous) queued
    }
}

// --- path: g/Texts.java ---
package g;

import android.database.sqlite.SQLiteDatabase;
import java.net.Socket;

class Texts {
    void add(SQLiteDatabase db) {
        db.execSQL("insert into a values (?)", new Object[] {System.getenv("U")}); //~ source(ENVIRONMENT) text
    }

    void send(SQLiteDatabase db, Socket socket) {
        String row = db.rawQuery("select * from a", null).getString(0); //~ source(DATABASE) texts
        socket.getOutputStream().write(row.getBytes()); //~ sink(egress.socket) texts, finding(database-exfiltration, traced) texts, sink(egress.socket) text, finding(environment-exfiltration, ambiguous) text
    }
}

// --- path: g/Bound.java ---
package g;

import android.database.sqlite.SQLiteDatabase;
import java.net.Socket;

class Bound {
    void add(SQLiteDatabase db) {
        var statement = db.compileStatement("insert into a values (?)");
        statement.bindString(1, System.getenv("V")); //~ source(ENVIRONMENT) bound
        statement.executeInsert();
    }

    void send(SQLiteDatabase db, Socket socket) {
        String row = db.rawQuery("select * from a", null).getString(0); //~ source(DATABASE) bounds
        socket.getOutputStream().write(row.getBytes()); //~ sink(egress.socket) bounds, finding(database-exfiltration, traced) bounds, sink(egress.socket) bound, finding(environment-exfiltration, ambiguous) bound
    }
}

// --- path: g/Changed.java ---
package g;

import android.content.ContentValues;
import android.database.sqlite.SQLiteDatabase;
import java.net.Socket;

class Changed {
    void change(SQLiteDatabase db) {
        ContentValues row = new ContentValues();
        row.put("w", System.getenv("W")); //~ source(ENVIRONMENT) changed
        db.update("settings", row, null, null);
    }

    void send(SQLiteDatabase db, Socket socket) {
        String row = db.query("settings", null, null, null, null, null, null).getString(0); //~ source(DATABASE) settings
        socket.getOutputStream().write(row.getBytes()); //~ sink(egress.socket) settings, finding(database-exfiltration, traced) settings, sink(egress.socket) changed, finding(environment-exfiltration, assumed) changed
        socket.getOutputStream().write(db.query("none", null, null, null, null, null, null) == null ? 1 : 2); //~ ok
    }
}
