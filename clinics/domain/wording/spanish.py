"""The same kinds of words in Spanish, without accents."""

SPANISH = {
    "cure": """
        cura, curas, curamos, curan, curar, curarse, curara, curate, curese, curado*, curada*, curo,
        curacion, cure, cures, curaras, garant*, milagro*, milagrosa, milagrosas, milagrosamente, magia,
        magico, magica, remedio infalible, infalible*, panacea, probado, probada, comprobad*, demostrado,
        demostrada, cientificamente, clinicamente probad*, revolucionari*, cambia vidas, cambia tu vida,
        cambia su vida, cambiara su vida, cambiara tu vida, cambio mi vida, nos cambio la vida, salva vidas,
        salvo mi vida, para siempre, permanente*, de por vida, definitiv*, de raiz, le prometemos,
        te prometemos, prometemos, promesa, se lo aseguramos, le aseguramos, te aseguramos, aseguramos que,
        devolvemos su dinero, le devolvemos, devolucion garantizada, bendicion, regalo de dios, lo juramos,
        palabra de honor
    """,
    "harmless": """
        sin efectos, sin ningun efecto, sin efecto, sin secuelas, sin riesgo*, sin ningun riesgo,
        sin peligro*, sin ningun peligro, cero riesgo*, cero efectos, libre de riesgo*, libre de efectos,
        no tiene efectos, no tiene riesgo*, no hay riesgo*, no hay peligro, no causa, no hace dano,
        no le hara dano, no dana, ningun riesgo, ningun efecto, ningun peligro, inofensiv*,
        totalmente segur*, completamente segur*, 100 % segur*, 100 segur*, cien por ciento segur*,
        muy segur*, es segura, es seguro y, segur* y efectiv*, segur* y eficaz, segur* para todos,
        segur* para todas, segur* para cualquier*, absolutamente segur*, natural, naturales,
        tan segur* como, mas segur* que, la mas segura, el mas seguro, no toxic*, sin dolor ni,
        nada que temer, nada que perder, ni efectos secundarios, embarazadas tambien
    """,
    "habit": """
        no es adictiv*, no adictiv*, no crea adiccion, no crea dependencia, no produce adiccion,
        no produce dependencia, no causa adiccion, no causa dependencia, no genera adiccion,
        no genera dependencia, no provoca adiccion, no provoca dependencia, sin adiccion, sin dependencia,
        nunca adictiv*, no engancha, no se engancha, ni adictiv*, ni crea, nadie se vuelve adicto,
        no se hara adict*, no se vuelve adict*, no hay adiccion, no hay dependencia, ni adiccion,
        ni dependencia
    """,
    "superlative": """
        la mejor, el mejor, los mejores, las mejores, mejor clinica, mejores doctores, mejores medicos,
        mejores resultados, mejor tratamiento, mejor opcion, numero uno, numero 1, la numero, el numero uno,
        lider, lideres, unica clinica, unico tratamiento, unica que, unico que, unica solucion,
        incomparable*, insuperable*, inigualable*, sin igual, de primera, de clase mundial, la mas efectiva,
        el mas efectivo, mas eficaz, mas efectiv*, mas avanzad*, mas rapid*, mas segur*, mas potente,
        mas prestigios*, mas confiable*, premiad*, reconocida, reconocidos, galardonad*, excelencia,
        de punta, estrellas, no hay otra, ninguna otra clinica, ninguna clinica, nadie mas, mejor que,
        mejores que, superior*, ninguna como, otros fracasan, otros fallan, otras clinicas
    """,
    "implied": """
        imagine*, imagina, imaginese, vuelva a, vuelve a, volver a vivir, volver a sonreir, volvera a,
        volveras a, volvi a, volvio a, recupere su, recupera tu, recupere la, recupera la,
        recuperar su vida, recuperar la, una nueva vida, nueva vida, vida nueva, nueva oportunidad,
        nuevo comienzo, nueva persona, como nuevo, como nueva, otra persona, renacer, renazca, renace,
        la solucion, solucion definitiva, la respuesta, la luz al final, luz al final, final del tunel,
        salga de la, sal de la, salir de la oscuridad, deje de sufrir, deja de sufrir, dejar de sufrir,
        no sufra, no sufras, ya no sufra, basta de, pare de sufrir, adios a, adios al, adios depresion,
        digale adios, dile adios, di adios, diga adios, despidase, despidete, fin de, fin al, fin a,
        elimin*, acaba con, acabamos con, termina con, terminamos con, terminar con, vence la, venza, vence,
        vencer, derrota, derrote, libre de, libres de, liber*, sana, sanar, sane, sanacion, sanamos,
        sanaras, sanara, sanese, sonrisa, sonreir, sonria, sonrie, felicidad, feliz, felices, alegria,
        esperanza, paz interior, funciona, funcionan, resultados, exito, exitos, tasa de, alivio, alivia,
        alivie, aliviar, se sentira mejor, te sentiras, se sentira, sentirse mejor, sentirte mejor,
        me siento, me sentia, se siente mejor, mejora, mejoran, mejorara, mejoraras, mejoria, desaparece*,
        desaparecer*, desaparecio, desaparecieron, borra, borre, borramos, cambia la vida, transform*,
        renuev*, repara, reparamos, reinicia*, restaur*, asombros*, increible*, sorprendente*, maravill*,
        espectacular*, no espere mas, no esperes mas, instantane*, inmediat*, al instante, de inmediato,
        en minutos, en horas, en dias, de la noche a la manana, desde la primera, en una sola, con una sola,
        una sola sesion, rapido, rapida, rapidamente, efectiv*, eficaz, eficaces, por fin, otra vez,
        de nuevo, el remedio, remedio para, el alivio, volver a ser, vuelva a ser, volvio a ser, se acabo,
        se acaba
    """,
    "told": """
        mi vida, mi depresion, mi ansiedad, mi dolor, mis pesadillas, mis pastillas, me salvo, me cambio,
        me curo, me curaron, me ayudo, me ayudaron, me devolvio, me devolvieron, gracias a, nos dijo,
        nos dice, nos cuenta, nos conto, nos escribio, dice maria, dice nuestra, dice nuestro, testimonio*,
        nuestra paciente, una paciente, un paciente, un cliente, una clienta, un veterano, yo estaba,
        yo sufria, yo era, yo ya, hoy soy, ahora soy, pregunte a, pregunte a nuestros, historias de
    """,
    "ill": """
        depresion, depresiv*, deprimid*, ansiedad, ansios*, trauma*, tept, toc, dolor, dolores, migrana*,
        jaqueca*, adiccion*, adict*, suicid*, tristeza, triste, pesadilla*, panico, insomnio, angustia,
        desesper*, sufrimiento, sufre, oscuridad, fibromialgia, sintoma*, enfermedad*, estres, miedo,
        nervios, duelo, vicio, alcoholismo, demonios
    """,
    "being": """
        vida, vidas, mente, cerebro, alma, neuronas, animo
    """,
    "change": """
        fuera, se va, se fue, se van, se ira, desapar*, quita, quitamos, quitar, quite, saca, sacamos,
        acab*, termin*, venc*, derrot*, elimin*, borr*, libre, libres, adios, chao, olvid*, curad*,
        nunca mas, jamas, ya no, dej* atras, atras, super*, combat*, ataca, destruy*, mata, apaga, calma,
        alivi*, reduce, baja, corta, rompe, historia, pasado, fin, final, sin
    """,
    "better": """
        mejor, mejoran, mejoro, mejora, alivio, resultados, curad*, feliz, felices, sanos, recuper*, exito,
        funciona, satisfech*
    """,
    "everyone": """
        todos nuestros, la mayoria, casi todos, todos los pacientes, cada paciente, miles de, cientos de,
        nuestros pacientes, cualquier persona, cualquiera
    """,
    "off": """
        deje, deja, dejar, deje de tomar, deja de tomar, dejar de tomar, dejaron, dejo, tire, tira, tirar,
        bote, bota, botar, olvid*, sin, adios, ya no necesit*, ya no neces*, no necesit*, ya no tom*,
        suspenda, suspende, abandone, en vez de, en lugar de, reemplaz*, no mas, nunca mas
    """,
    "meds": """
        pastilla*, medicamento*, medicinas, antidepresiv*, pildora*, drogas, farmac*, psiquiatra*, recetas
    """,
    "hedge": """
        puede, pueden, podria*, algunas personas, algunos, algunas, a veces, no a todos, no todos, no todas,
        varia, varian, estudios, investigacion, segun, si funciona, no funciona, no es una cura,
        no garantiz*, hable con, consulte, sin hablar, sin consultar, sin preguntar, evidencia, depende de,
        depende del
    """,
    "pardon": """
        seguro medico, seguros medicos, mejor horario, mejor hora, mejor momento, mejor manera de llamar,
        de garantia, cura de sueno, resultados de laboratorio, resultados varian, los resultados varian,
        resultados de su, resultados de los, resultados de sus, de nuevo a las, de nuevo el, vuelva a casa,
        vuelve a casa, volver a casa, volver a llamar, para sanar heridas, libre de costo, libre de humo
    """,
}
