"""What is asked, word by word: a question and why it matters, for each kind of doubt. `wording.py` fills them in."""

from typing import NamedTuple

from batuta.text import Text


class Wording(NamedTuple):
    ask: Text
    why: Text


WORDINGS: dict[str, Wording] = {
    "product_ambiguous": Wording(
        Text(
            en="Which product is it for? “{quote}” could be more than one.",
            es="¿Para qué producto es? «{quote}» puede ser más de uno.",
        ),
        Text(
            en="Facts, texts and the audience all depend on the product.",
            es="Los datos, los textos y el público dependen del producto.",
        ),
    ),
    "product_unknown": Wording(
        Text(
            en="I can’t find “{quote}” among our products. Which one do you mean?",
            es="No encuentro «{quote}» entre nuestros productos. ¿A cuál te refieres?",
        ),
        Text(en="I only promise what a product sheet says.", es="Solo prometo lo que dice una ficha de producto."),
    ),
    "vague.proposed": Wording(
        Text(
            en="What exactly do you mean by “{quote}”? I’d suggest: {proposed}.",
            es="¿Qué entiendes exactamente por «{quote}»? Yo pondría: {proposed}.",
        ),
        Text(
            en="Without an exact limit I can’t count who it reaches.",
            es="Sin un límite exacto no puedo contar a quién llega.",
        ),
    ),
    "vague.attribute": Wording(
        Text(
            en="“{quote}”: from which figure on? We have “{called}” in our data.",
            es="«{quote}»: ¿a partir de qué cifra? En los datos tenemos «{called}».",
        ),
        Text(
            en="Without an exact limit I can’t count who it reaches.",
            es="Sin un límite exacto no puedo contar a quién llega.",
        ),
    ),
    "vague": Wording(
        Text(
            en="How do I recognise “{quote}” in our data?",
            es="¿Cómo reconozco a «{quote}» en nuestros datos?",
        ),
        Text(
            en="Without an exact limit I can’t count who it reaches.",
            es="Sin un límite exacto no puedo contar a quién llega.",
        ),
    ),
    "approximate": Wording(
        Text(
            en="“{quote}” is approximate. Where exactly should I draw the line?",
            es="«{quote}» es aproximado. ¿Dónde pongo el límite exacto?",
        ),
        Text(
            en="Whether somebody is contacted can’t depend on an “about”.",
            es="Que se contacte o no a alguien no puede depender de un «más o menos».",
        ),
    ),
    "comparison_missing.figure": Wording(
        Text(
            en="“{quote}”: at least, at most, or exactly that?",
            es="«{quote}»: ¿como mínimo, como máximo o exactamente eso?",
        ),
        Text(
            en="The brief gives the figure without saying how to compare it.",
            es="El brief da la cifra sin decir cómo compararla.",
        ),
    ),
    "comparison_missing": Wording(
        Text(
            en="What should I ask of “{called}”? The brief names it without a figure (“{quote}”).",
            es="¿Qué le pido a «{called}»? El brief lo nombra sin dar una cifra («{quote}»).",
        ),
        Text(
            en="Without a condition it filters nobody.",
            es="Sin una condición no filtra a nadie.",
        ),
    ),
    "group_unknown": Wording(
        Text(
            en="Our data can’t tell who fits “{quote}”. Shall I go on without it, or can you put it differently?",
            es="Con nuestros datos no puedo saber quién encaja en «{quote}». ¿Sigo sin ese filtro o lo describes de "
            "otra manera?",
        ),
        Text(
            en="Nothing in the customer catalogue corresponds to it.",
            es="No hay nada en el catálogo de clientes que se le corresponda.",
        ),
    ),
    "group_unknown.derivable": Wording(
        Text(
            en="Our data can’t tell yet who fits “{quote}”. Shall I go on without it, or will you add it to the "
            "catalogue first?",
            es="Con nuestros datos aún no puedo saber quién encaja en «{quote}». ¿Sigo sin ese filtro o lo añadís "
            "antes al catálogo?",
        ),
        Text(
            en="It is not there, but can be derived from what is: “{derived}” as {expression}.",
            es="No está, pero se puede derivar de lo que hay: «{derived}» como {expression}.",
        ),
    ),
    "group_unknown.several": Wording(
        Text(
            en="Our data can’t tell who fits {first}. Shall I go on without these, or can you put them differently?",
            es="Con nuestros datos no puedo saber quién encaja en {first}. ¿Sigo sin esos filtros o los describes de "
            "otra manera?",
        ),
        Text(
            en="Nothing in the customer catalogue corresponds to them.",
            es="No hay nada en el catálogo de clientes que se les corresponda.",
        ),
    ),
    "attribute_ambiguous": Wording(
        Text(
            en="“{quote}” could be more than one thing in our data. Which one?",
            es="«{quote}» puede referirse a varios datos. ¿A cuál?",
        ),
        Text(en="Each of them leads to a different audience.", es="Cada uno lleva a un público distinto."),
    ),
    "hedged": Wording(
        Text(
            en="“{quote}”: is that a condition, or only a preference?",
            es="«{quote}»: ¿es una condición o solo una preferencia?",
        ),
        Text(en="A condition leaves out everybody else.", es="Una condición deja fuera a todos los demás."),
    ),
    "other_unit.taken": Wording(
        Text(
            en="“{quote}” is in {said}; our data is in {stored}. I took it as “{proposed}”. All right?",
            es="«{quote}» está en {said} y nuestro dato en {stored}. Lo he tomado como «{proposed}». ¿Te encaja?",
        ),
        Text(
            en="A conversion moves people in or out at the edge.",
            es="Al convertir, hay personas en el límite que entran o salen.",
        ),
    ),
    "other_unit": Wording(
        Text(
            en="“{quote}” is in {said}, and our data is in {stored}. What should I take?",
            es="«{quote}» está en {said} y nuestro dato en {stored}. ¿Qué valor pongo?",
        ),
        Text(
            en="A conversion moves people in or out at the edge.",
            es="Al convertir, hay personas en el límite que entran o salen.",
        ),
    ),
    "other_currency": Wording(
        Text(
            en="“{quote}” is in {said}, our data is in {stored}. What amount in {stored} should I use?",
            es="«{quote}» está en {said} y nuestro dato en {stored}. ¿Qué importe en {stored} pongo?",
        ),
        Text(en="I don’t pick an exchange rate for you.", es="El tipo de cambio no lo elijo yo."),
    ),
    "impossible_value": Wording(
        Text(
            en="“{quote}” lies outside of what “{called}” can be ({low} to {high}). What did you mean?",
            es="«{quote}» se sale de lo que puede valer «{called}» (de {low} a {high}). ¿Qué querías decir?",
        ),
        Text(
            en="As it stands, either nobody or everybody fits.",
            es="Tal como está, o no encaja nadie o encajan todos.",
        ),
    ),
    "minors": Wording(
        Text(
            en="“{quote}” lets minors in. Shall we keep it to adults?",
            es="«{quote}» incluye a menores de edad. ¿Lo limitamos a mayores de edad?",
        ),
        Text(
            en="Minors may not be targeted without a legal basis.",
            es="No se puede dirigir publicidad a menores sin una base legal.",
        ),
    ),
    "protected": Wording(
        Text(
            en="“{quote}” selects people by {trait}, which is protected. Shall I take it out?",
            es="«{quote}» selecciona por {trait}, un rasgo protegido. ¿Lo quito?",
        ),
        Text(
            en="It needs a lawful reason that Compliance can see.",
            es="Hace falta un motivo legítimo que Cumplimiento pueda ver.",
        ),
    ),
    "contradiction": Wording(
        Text(
            en="The brief says “{quote}” and also “{contrary}”. Which one holds?",
            es="El brief dice «{quote}» y también «{contrary}». ¿Con cuál me quedo?",
        ),
        Text(en="They can’t both be meant.", es="No pueden valer las dos cosas."),
    ),
    "readings_differ": Wording(
        Text(
            en="I read “{quote}” in two ways: {first}, or {second}. Which is right?",
            es="He leído «{quote}» de dos maneras: {first}, o bien {second}. ¿Cuál es la buena?",
        ),
        Text(en="Two independent readings did not agree.", es="Dos lecturas independientes no han coincidido."),
    ),
    "date_vague": Wording(
        Text(
            en="Which dates exactly? “{quote}” leaves them open.",
            es="¿Qué fechas exactamente? «{quote}» las deja abiertas.",
        ),
        Text(en="Messages are scheduled to the day.", es="Los envíos se programan con día exacto."),
    ),
    "dates_past": Wording(
        Text(
            en="“{quote}” is over already. Which dates should I use?",
            es="«{quote}» ya ha pasado. ¿Qué fechas pongo?",
        ),
        Text(en="Nothing can be sent in the past.", es="No se puede enviar nada en el pasado."),
    ),
    "dates_reversed": Wording(
        Text(
            en="With “{quote}” the campaign would end before it starts. What are the right dates?",
            es="Con «{quote}» la campaña acabaría antes de empezar. ¿Cuáles son las fechas correctas?",
        ),
        Text(en="Start and end seem to be swapped.", es="Parece que el inicio y el final están cambiados."),
    ),
    "budget_not_positive": Wording(
        Text(
            en="“{quote}” leaves nothing to spend. What is the budget?",
            es="«{quote}» no deja nada que gastar. ¿De cuánto es el presupuesto?",
        ),
        Text(en="I never plan beyond the budget.", es="Nunca planifico por encima del presupuesto."),
    ),
    "budget_range": Wording(
        Text(en="“{quote}”: which amount is the ceiling?", es="«{quote}»: ¿qué importe tomo como tope?"),
        Text(
            en="I stop when the ceiling is reached, so it has to be one figure.",
            es="Me detengo al llegar al tope, así que tiene que ser una sola cifra.",
        ),
    ),
    "budget_parts": Wording(
        Text(en="“{quote}”: what does it come to in total?", es="«{quote}»: ¿cuánto es en total?"),
        Text(en="I watch the total.", es="Lo que controlo es el total."),
    ),
    "channel_unknown": Wording(
        Text(
            en="“{quote}” isn’t a channel I can use. Shall I leave it out?",
            es="«{quote}» no está entre los canales que puedo usar. ¿Lo dejo fuera?",
        ),
        Text(en="No connected system sends there.", es="Ningún sistema conectado envía por ahí."),
    ),
    "locale_unknown": Wording(
        Text(
            en="The brand has no content in {name}. Which of its languages should I use?",
            es="La marca no tiene contenidos en {name}. ¿En qué idioma los hago?",
        ),
        Text(
            en="Texts need a brand book in their language.",
            es="Los textos necesitan un libro de marca en su idioma.",
        ),
    ),
    "instruction": Wording(
        Text(
            en="The text says “{quote}”. That has no effect: this campaign goes through the same checks and approvals "
            "as any other.",
            es="El texto dice «{quote}». No tiene ningún efecto: la campaña pasa por los mismos controles y "
            "aprobaciones que cualquier otra.",
        ),
        Text(
            en="Instructions inside a brief are only text.", es="Las instrucciones dentro de un brief son solo texto."
        ),
    ),
    "hidden_text": Wording(
        Text(
            en="The document holds text that a reader would not see. I have left it aside.",
            es="El documento lleva texto que un lector no vería. Lo he dejado al margen.",
        ),
        Text(
            en="What counts should be visible to everybody who approves.",
            es="Lo que cuenta debe estar a la vista de quien aprueba.",
        ),
    ),
    "ambiguous.exclude_both_or_each": Wording(
        Text(
            en="“{quote}”: leave out people with either of these, or only those with both? I took either.",
            es="«{quote}»: ¿dejo fuera a quien cumpla cualquiera de las dos cosas o solo a quien cumpla ambas? De "
            "momento, cualquiera.",
        ),
        Text(en="The two readings reach different people.", es="Cada lectura llega a personas distintas."),
    ),
    "ambiguous.in_or_out": Wording(
        Text(
            en="“{quote}”: are these people in or out? I have left the sentence aside for now.",
            es="«{quote}»: ¿estas personas entran o quedan fuera? De momento no he tenido en cuenta la frase.",
        ),
        Text(en="The two readings reach different people.", es="Cada lectura llega a personas distintas."),
    ),
    "ambiguous.per_period": Wording(
        Text(
            en="“{quote}” is per period. What is the total for the whole campaign?",
            es="«{quote}» es por periodo. ¿Cuál es el total de toda la campaña?",
        ),
        Text(en="I watch the total.", es="Lo que controlo es el total."),
    ),
    "ambiguous.all_channels": Wording(
        Text(en="“{quote}”: which ones exactly?", es="«{quote}»: ¿cuáles exactamente?"),
        Text(
            en="Each channel has its cost and its own consent.",
            es="Cada canal tiene su coste y su propio consentimiento.",
        ),
    ),
    "ambiguous.groups": Wording(
        Text(
            en="The brief describes two different groups of people (“{quote}”). Shall we make it two campaigns, "
            "or which one is it for?",
            es="El brief describe dos grupos distintos de personas («{quote}»). ¿Lo hacemos en dos campañas "
            "o para cuál es?",
        ),
        Text(
            en="One audience is a list of conditions that all hold.",
            es="Un público es una lista de condiciones que se cumplen todas.",
        ),
    ),
    "ambiguous.attribute": Wording(
        Text(
            en="I’m not sure how to read “{quote}”: what we have is “{called}”. What should the condition be?",
            es="No tengo claro cómo leer «{quote}»: el dato que tenemos es «{called}». ¿Qué condición pongo?",
        ),
        Text(en="A guess would change who is contacted.", es="Suponerlo cambiaría a quién se contacta."),
    ),
    "ambiguous": Wording(
        Text(
            en="I’m not sure what “{quote}” means here. Can you put it differently?",
            es="No tengo claro qué quiere decir aquí «{quote}». ¿Me lo dices de otra manera?",
        ),
        Text(en="I’d rather ask than guess.", es="Prefiero preguntar a suponer."),
    ),
    "missing.product": Wording(
        Text(en="Which product should we promote?", es="¿Qué producto queremos promocionar?"),
        Text(
            en="Facts, texts and the audience all depend on the product.",
            es="Los datos, los textos y el público dependen del producto.",
        ),
    ),
    "missing.channels": Wording(
        Text(en="Which channels should it go out on?", es="¿Por qué canales la enviamos?"),
        Text(
            en="Each channel has its cost and its own consent.",
            es="Cada canal tiene su coste y su propio consentimiento.",
        ),
    ),
    "missing.window": Wording(
        Text(en="From when to when should it run?", es="¿Desde cuándo y hasta cuándo debe estar activa?"),
        Text(en="The brief gives no dates.", es="El brief no da fechas."),
    ),
    "missing.audience": Wording(
        Text(
            en="The brief doesn’t say who it is for. Unless you tell me more, I’ll count on every customer we may "
            "contact.",
            es="El brief no dice a quién va dirigida. Si no me dices más, cuento con todos los clientes a los que "
            "podamos contactar.",
        ),
        Text(
            en="The narrower it is, the more relevant it will be.",
            es="Cuanto más concreto el público, más relevante el mensaje.",
        ),
    ),
    "not_a_brief": Wording(
        Text(
            en="I don’t see a campaign in this yet. What would you like to offer, to whom and when?",
            es="Todavía no veo aquí una campaña. ¿Qué te gustaría ofrecer, a quién y cuándo?",
        ),
        Text(en="Two sentences are enough to begin.", es="Con dos frases me basta para empezar."),
    ),
    "language_unread": Wording(
        Text(
            en="This seems to be written in {name}. I read Spanish and English: could you send it in one of them?",
            es="Parece que está escrito en {name}. Yo leo español e inglés: ¿me lo puedes enviar en uno de los dos?",
        ),
        Text(
            en="In a language I don’t master I could get the audience wrong.",
            es="En un idioma que no domino podría equivocarme de público.",
        ),
    ),
}
"""By kind of doubt; behind a point, a variant of it."""
