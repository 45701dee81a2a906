// Starts what the page has: a seat to remember, a message to write, a conversation to follow, quotes to light up.
import { connection } from "./connection.js";
import { rememberSeat, offerSeats } from "./seats.js";
import { composer } from "./composer.js";
import { follow } from "./follow.js";
import { parts } from "./parts.js";

rememberSeat(document.querySelector(".side"));
offerSeats(document.querySelector("#seats"));
const talk = document.querySelector("#talk");
const news = talk ? follow(talk, connection(document)) : null;
composer(document.querySelector("#composer"), news);
parts(document);
