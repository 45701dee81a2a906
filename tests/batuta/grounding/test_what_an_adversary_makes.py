"""Wrong sentences made from right ones: another tier, a lent attribute, a limit left out, a denial turned round."""

import pytest

from batuta.grounding.support import Evidence, support

NOT_SHOWN = [
    ("Puedes llevar mascotas.", "No se permite llevar mascotas."),
    ("Dogs are welcome.", "We do not accept dogs."),
    ("Trae a tu perro.", "No se admiten perros."),
    ("The warranty lasts two years with no paperwork.", "24-month warranty on all appliances."),
    ("Our shops are open until 22 December.", "Our shops are not open until 22 December."),
    (
        "A quarter of the price of every Tide candle we sell goes to the Ocean Fund.",
        "For each candle of the Tide range sold, 25% of the sale price is not donated to the Ocean Fund.",
    ),
    (
        "Del 12 al 18 de octubre, todo el calzado de mujer no lleva un 30 % de descuento, salvo las novedades.",
        "Del 12 al 18 de octubre, 30 % de descuento en calzado de mujer, "
        "excepto artículos de nueva temporada marcados como «novedad».",
    ),
    (
        "Con la Tarjeta Lectores pagás un 15 % más en libros, salvo en textos escolares.",
        "Tarjeta Lectores: 15 % de descuento en libros, excepto textos escolares.",
    ),
    ("Aged 17 to 25.", "Youth account for people between 18 and 25 years old."),
    ("Aged 18 to 26.", "Youth account for people between 18 and 25 years old."),
    (
        "Con Flex movés la fecha sin cargo hasta un día antes de volar.",
        "El pasaje Flex Plus permite cambiar la fecha sin cargo hasta 24 horas antes de la salida.",
    ),
    (
        "La Cuenta Joven cuesta 3 € al mes.",
        "La Cuenta Joven Plus cuesta 3 € al mes. ‖ La Cuenta Joven cuesta 2 € al mes.",
    ),
    ("Volta 2 costs £300.", "Volta 3 costs £300. ‖ Volta 2 comes in red."),
    ("Our shops open on Sundays.", "Our shops do not open on Sundays."),
    ("Los puntos se acumulan con otras ofertas.", "Los puntos no se acumulan con otras ofertas."),
    (
        "La tarjeta Plaza devuelve un 4 % en el supermercado, hasta 15 € al mes, si tienes la nómina en el banco.",
        "La tarjeta Plaza Plus devuelve un 4 % en el supermercado, con un "
        "máximo de 15 € al mes, a quienes tienen la nómina en el banco.",
    ),
    ("Tienes 60 días para devolverlo en minutos.", "Devoluciones: 60 días."),
    ("Datos ilimitados sin papeleo.", "Tarifa con datos ilimitados."),
    (
        "Si te das de alta antes del 30 de junio de 2027, tienes un 15 % más "
        "en el término de energía los seis primeros meses.",
        "Descuento del 15 % en el término de energía durante los 6 primeros "
        "meses para altas nuevas hasta el 30 de junio de 2027.",
    ),
    (
        "Withdraw cash free of charge at less than 1,200 ATMs when you use your Cuenta Joven card.",
        "Los titulares de la tarjeta Cuenta Joven retiran efectivo sin "
        "comisión en nuestra red, que supera los 1.200 cajeros.",
    ),
    (
        "Your car gets roadside assistance with any AutoSure policy.",
        "Roadside assistance is included in every AutoSure 2 policy, whether or not the vehicle is financed.",
    ),
    ("La promoción de fibra acaba el 15 de octubre antes que nadie.", "La promoción de fibra acaba el 15 de octubre."),
    ("You can pause any time.", "You can pause or cancel your box at any time with a two-year contract."),
    ("Installation takes two hours.", "Installation takes two hours on weekdays."),
    ("Installation takes two hours.", "Installation takes two hours at weekends only."),
    ("You can pause your box any time.", "You can pause or cancel your box at any time with the annual plan."),
    ("Puedes pausar tu caja.", "Puedes pausar tu caja con el plan anual."),
    ("Desayuno incluido.", "Desayuno incluido en nuestro hotel de Sevilla."),
    ("Your towing is covered.", "Towing is covered after six months."),
    ("Free parking.", "Free parking for one vehicle at our Leeds centre."),
    ("Withdraw cash at less than 1,200 ATMs.", "You can withdraw cash at more than 1,200 ATMs."),
    ("Withdraw cash at up to 1,200 ATMs.", "You can withdraw cash at more than 1,200 ATMs."),
    ("Withdraw cash free of charge.", "Los titulares retiran efectivo con comisión en nuestra red."),
    ("Clear it early and we won't charge you anything.", "Early repayment is not free of charge."),
    ("Free delivery.", "Delivery is not free."),
    ("Envío gratis.", "El envío tiene un coste."),
    ("Envío gratis.", "Envío con cargo."),
    (
        "Si tu vuelo se retrasa más de cuatro horas, el seguro Ruta te paga 149 € por la demora.",
        "El seguro de viaje Ruta indemniza con 150 € los retrasos de vuelo "
        "superiores a cuatro horas. ‖ La cancelación está cubierta hasta 1.500 €.",
    ),
    (
        "Your car gets roadside assistance with any AutoSure policy.",
        "Roadside assistance is available at extra cost in every AutoSure policy.",
    ),
    (
        "The Runner add-on covers physiotherapy.",
        "The Runner Max add-on covers physiotherapy, sports massage and podiatry.",
    ),
    ("Cambia de plan sin salir de casa.", "Puedes cambiar de plan."),
    (
        "La entrada general cuesta 9 € los domingos.",
        "Entrada general al museo: 9 €. Gratuita los domingos por la tarde y para menores de 12 años.",
    ),
    ("Válida durante dos años.", "La tarjeta regalo no es válida durante 24 meses."),
    ("La cuota mensual baja a 12 €.", "Nueva cuota: 12 € al mes (antes, 15 €) siempre que conserves el tique."),
    (
        "The add-on covers physiotherapy and sports massage.",
        "The add-on covers physiotherapy, sports massage, gait analysis and podiatry for new customers.",
    ),
    (
        "Order by 11 p.m. and we'll bring your groceries the next day.",
        "Orders placed before 22:00 are delivered the following day.",
    ),
    (
        "Si pides antes de las 15:00 te lo llevamos hoy mismo en Sevilla capital.",
        "Pedidos antes de las 14:00: entrega el mismo día en Sevilla capital.",
    ),
    (
        "An account for under-19s with no maintenance fee.",
        "Cuenta Peque: para menores de 18 años. Sin comisión de mantenimiento.",
    ),
    ("El Abrigo Norte cuesta 129 €, IVA incluido.", "Abrigo Norte 2: 129 €, IVA incluido."),
    ("Sign up before 31 March 2027.", "Registration is open until 31 March 2027 as long as you keep the receipt."),
    ("Rates start at 5.95% (nominal).", "TIN desde 5,95 %, TAE desde 6,52 % para estudiantes."),
    (
        "Order by 10 p.m. and we'll bring your groceries the next day.",
        "Orders placed before 22:00 are delivered the following day, seven days a week when you spend £50 or more.",
    ),
    (
        "Essential Broadband brings you average download speeds of 100 Mbps.",
        "Essential Broadband: average download speed 67 Mbps. ‖ Superfast Broadband: average download speed 100 Mbps.",
    ),
    (
        "Interest on your Bonus Saver lands every month.",
        "Bonus Saver: 3.85% gross/AER, fixed. Interest is paid once a year, on "
        "the anniversary of account opening. ‖ Everyday Saver pays interest monthly.",
    ),
    (
        "Llévate 299 € por traer tu nómina de 1.200 € o más, con 24 meses de permanencia.",
        "Llévate 300 € por traer tu nómina de 1.200 € o más, con una permanencia de 24 meses.",
    ),
    (
        "Keep $10,000 in a 12-month Anchor CD and you'll earn $449 in interest by maturity.",
        "Anchor CD: fixed 12-month term, 4.50% APY, interest credited at maturity. Minimum deposit $1,000.",
    ),
    ("Socio Oro: 25 € al año.", "Socio Oro Plus. Cuota: 25 € al año."),
    (
        "Get the app on your PlayStation 5.",
        "The app is not available for iOS, Android, Apple TV, Fire TV, PlayStation 5 and Xbox Series X.",
    ),
    ("Velocidad de 300 Mb de subida y de bajada.", "Fibra simétrica de 300 Mb con el plan anual."),
    ("Unlimited films.", "Unlimited calls to landlines. Films from €2."),
    ("Datos ilimitados.", "Llamadas ilimitadas y 20 GB de datos."),
    ("Unlimited data.", "Unlimited calls and texts, 20 GB of data."),
    ("Data is unlimited with Plan S.", "Plan S: unlimited calls and 5 GB of data a month."),
    ("Free parking.", "Free breakfast, parking 10 € a day."),
    ("Desayuno gratis.", "Parking gratis y desayuno por 12 €."),
    ("Todos los planes incluyen llamadas.", "Todos los planes incluyen datos. El plan L incluye llamadas."),
    ("Envío y montaje gratis.", "Envío gratis. Montaje desde 30 €."),
    ("Envío gratis y montaje incluido.", "Envío gratis. El montaje cuesta 30 €."),
    ("Delivery and assembly are free.", "Delivery is free. Assembly is available."),
    ("Los sábados abrimos de 9 a 21.", "De lunes a viernes abrimos de 9 a 21; los sábados, de 10 a 14."),
    ("Breakfast and dinner included.", "Breakfast included. Dinner is served from 8 to 10."),
    ("Piscina y spa incluidos.", "Piscina incluida. Spa de 500 m²."),
    ("Kids and adults travel free.", "Kids travel free. Adults pay full fare."),
    ("Free returns on all orders.", "Free delivery on all orders. Returns within 30 days."),
    ("Devoluciones gratis.", "Envío gratis en todos los pedidos. Devoluciones en 30 días."),
    (
        "Garantía de 3 años en piezas y mano de obra.",
        "Garantía de 3 años en piezas. Mano de obra con presupuesto previo.",
    ),
    ("Includes a charger and a case.", "Includes a charger. Case available in four colours."),
    ("Sin cuota anual ni comisiones.", "Sin cuota anual. Comisiones según tarifa."),
    ("No fees for transfers or withdrawals.", "No fees for transfers. Withdrawals at any ATM."),
    (
        "Cancel free up to 24 hours before and change the date.",
        "Free cancellation up to 24 hours before. Date changes at reception.",
    ),
    ("Te llamamos en 24 horas y te visitamos gratis.", "Te llamamos en 24 horas. Visitas con cita."),
    ("El plan M incluye llamadas y roaming.", "El plan M incluye llamadas. El plan L incluye llamadas y roaming."),
    ("Wash at 30° or tumble dry.", "Wash at 30°. Do not tumble dry."),
    ("Los lunes y martes hay descuento.", "Los lunes hay un 10 % de descuento. Los martes abrimos de 9 a 14."),
    ("Students get 20 % off and free entry on Sundays.", "Students get 20 % off. Members enter free on Sundays."),
    ("20 % off shoes and bags.", "20 % off shoes. Bags from £30."),
    ("20 % en zapatos y bolsos.", "20 % en zapatos. Bolsos desde 30 €."),
    ("Book online and pay later.", "Book online. Pay on arrival."),
    ("The warranty covers parts and labour.", "The warranty covers parts. Labour is charged by the hour."),
    ("Covers theft and water damage.", "Covers theft. Water damage is optional."),
    ("Cubre robo y daños por agua.", "Cubre robo. Daños por agua: opcional."),
    ("Rooms with sea view and balcony.", "Rooms with sea view. Suites with balcony."),
    ("Habitaciones con vistas al mar y balcón.", "Habitaciones con vistas al mar. Suites con balcón."),
    ("Open Saturdays and Sundays.", "Open Saturdays. Closed Sundays."),
    ("No deposit and no minimum stay.", "No deposit. Minimum stay of two nights."),
    ("Made in Spain with organic cotton.", "Made in Spain. Organic cotton label pending."),
    ("The app works on Android and iOS.", "The app works on Android. An iOS version is planned."),
    ("Free for children under 12 and pensioners.", "Free for children under 12. Pensioners pay half."),
    ("Pets travel free in the cabin.", "Pets travel in the hold. Cabin bags travel free."),
    (
        "Gana el doble de puntos en gasolineras y supermercados.",
        "Gana el doble de puntos en gasolineras. En supermercados, un punto por euro.",
    ),
]
SHOWN = [
    ("The Flexi Mortgage does not allow payment holidays.", "The Flexi Mortgage does not allow payment holidays."),
    ("No paperwork.", "There are no forms to fill in."),
    ("Aged 20? You can open it.", "Youth account for people between 18 and 25 years old: anyone can open it."),
    (
        "Stream away with 20GB of data every month on our Saver SIM.",
        "Both SIMs run on a 30-day rolling contract. ‖ Saver Plus SIM: 25GB of "
        "data a month, £11. ‖ Saver SIM: 20GB of data a month, £9.",
    ),
    (
        "Con Flex movés la fecha sin cargo hasta un día antes de volar.",
        "El pasaje Flex permite cambiar la fecha sin cargo hasta 24 horas antes de la salida.",
    ),
    (
        "La Cuenta Joven no tiene comisiones.",
        "La Cuenta Joven Plus cuesta 3 € al mes. ‖ La Cuenta Joven no tiene comisiones.",
    ),
    ("Your data rolls over.", "Unused data is not lost: it rolls over to the next month."),
    ("Envío gratis.", "Envío sin coste alguno."),
    ("Sign up before 31 March 2027.", "Registration is open until 31 March 2027."),
    (
        "La Cuenta Nómina y la Cuenta Joven no tienen comisiones.",
        "La Cuenta Nómina no tiene comisiones. ‖ La Cuenta Joven no tiene comisiones.",
    ),
    (
        "Keep $10,000 in a 12-month Anchor CD and you'll earn $450 in interest by maturity.",
        "Anchor CD: fixed 12-month term, 4.50% APY, interest credited at maturity. Minimum deposit $1,000.",
    ),
    ("Datos ilimitados.", "Llamadas y datos ilimitados."),
    ("Unlimited texts.", "Unlimited calls and texts, 20 GB of data."),
]


def label(sentence: str, evidence: str) -> str:
    return support(sentence, [Evidence(str(place), text) for place, text in enumerate(evidence.split(" ‖ "))]).label


@pytest.mark.parametrize(("sentence", "evidence"), NOT_SHOWN)
def test_what_was_made_wrong_is_never_supported(sentence: str, evidence: str) -> None:
    assert label(sentence, evidence) != "supported"


@pytest.mark.parametrize(("sentence", "evidence"), SHOWN)
def test_what_is_still_right_is_supported(sentence: str, evidence: str) -> None:
    assert label(sentence, evidence) == "supported"
